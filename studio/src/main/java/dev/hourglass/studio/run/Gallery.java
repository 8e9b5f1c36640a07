package dev.hourglass.studio.run;

import dev.hourglass.experiments.yaml.SpecDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The examples to begin with, easiest first.
public final class Gallery {
    private static final String FOLDER = "/dev/hourglass/studio/examples/";

    /// An example.
    ///
    /// @param name of its file, without the ending
    /// @param title what it is, in a few words
    /// @param spec its file
    public record Example(String name, String title, String spec) {
        /// What it is trained on.
        public Optional<String> data() {
            var document = SpecDocument.parse(name, spec);
            return document.isOfTable() ? document.table(List.of()).data() : document.experiment(List.of()).data();
        }
    }

    private static final List<String> TITLES = List.of(
            "dense", "784-36-784, the simplest autoencoder",
            "denoise", "a convolutional denoiser: noisy digits in, clean digits out",
            "deep-2d", "a deep network with a code of two numbers: a map of the digits",
            "vae", "a variational autoencoder, which generates new digits",
            "vae-conv", "the same with convolutions and two latent dimensions",
            "cvae", "a conditional one, which generates a given digit",
            "compress", "compresses each digit to half its size",
            "sparse", "a sparse code, whose hidden units learn strokes",
            "inpaint-eyes", "removes a crosshair from drawings of eyes",
            "inpaint-eyes-skip", "the same with skip connections, which leave all else as it is",
            "conv-transposed", "the denoiser with transposed convolutions",
            "deep", "what a deep network achieves with a small code",
            "linear", "the subspace of the principal components",
            "residual", "twenty layers with shortcuts around them",
            "stacked", "a stack trained layer by layer",
            "checkerboard", "a decoder with checkerboard artifacts",
            "resize-conv", "and one without",
            "penguins", "a table: unusual penguins, with reasons",
            "wdbc", "a table of tumours, with labels",
            "birdstrikes", "a table of collisions with birds: numbers, categories, dates",
            "weather", "windows over time: days that do not fit the fortnight around them",
            "signal", "convolutions over time: hours that do not fit the days around them");

    private Gallery() {}

    /// All of them.
    public static List<Example> examples() {
        var all = new ArrayList<Example>();
        for (int i = 0; i < TITLES.size(); i += 2) {
            all.add(new Example(TITLES.get(i), TITLES.get(i + 1), read(TITLES.get(i))));
        }
        return all;
    }

    private static String read(String name) {
        try (var in = Objects.requireNonNull(Gallery.class.getResourceAsStream(FOLDER + name + ".yaml"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
