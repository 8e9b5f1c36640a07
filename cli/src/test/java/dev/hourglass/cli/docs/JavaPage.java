package dev.hourglass.cli.docs;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.LabelledSubset;
import dev.hourglass.datasets.mnist.Mnist;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.interop.onnx.OnnxCheck.Compared;
import dev.hourglass.interop.onnx.OnnxCheck.NotCompared;
import dev.hourglass.interop.onnx.OnnxModel;
import dev.hourglass.interop.onnx.OnnxPart;
import dev.hourglass.model.Classifier;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.ModelFileSummary;
import dev.hourglass.model.ReconstructionEvaluation;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Checkpoint;
import dev.hourglass.train.Diagnostic;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.FineTuning;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingListener;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.foreign.ValueLayout.OfFloat;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// The programs of `docs/java.md` and of the README, word for word between the marks.
final class JavaPage {
    private JavaPage() {}

    static void readme() {
        // docs: readme
        var spec = new Autoencoder(
                Shape.of(784),
                List.of(new Dense(36, Activation.RELU)),
                List.of(new Dense(784, Activation.SIGMOID)),
                new BinaryCrossEntropy());
        var mnist = Mnist.load();
        var result = new Trainer(spec, TrainingOptions.of(new Adam(0.001)).withEpochs(5).withBatchSize(256).withSeed(1))
                .train(mnist.train());
        float[][] codes = result.model().encode(mnist.test());
        result.model().save(Path.of("digits.hourglass"));
        // end
        if (codes.length != mnist.test().size()) {
            throw new AssertionError();
        }
    }

    static TrainedAutoencoder saveAndLoad(TrainedAutoencoder model, Path folder, Dataset samples) {
        // docs: save
        var file = folder.resolve("model.hourglass");
        model.withMetadata(Map.of("purpose", "finds odd parts")).save(file);

        var loaded = TrainedAutoencoder.load(file);
        float[][] codes = loaded.encode(samples); // [sample][feature of the code]
        float[][] reconstructions = loaded.decode(codes); // [sample][feature]
        float[] code = loaded.encode(samples.sample(0)); // of one sample, as an array
        double[] errors = loaded.score(samples); // the error of each sample
        double loss = loaded.evaluate(samples, 1).loss();
        System.out.printf("%s, trained with seed %s: loss %.4f%n",
                loaded.metadata().get("purpose"), loaded.metadata().get("seed"), loss);
        // end
        if (reconstructions.length != samples.size() || !Arrays.equals(code, codes[0])
                || errors.length != codes.length) {
            throw new AssertionError();
        }
        return loaded;
    }

    static float[][] variational(TrainedAutoencoder model, Dataset samples) {
        // docs: variational
        var variational = VariationalModel.of(model);
        float[][] drawn = variational.sample(100, 7); // decoded from random codes, [sample][feature]
        double nats = variational.likelihood(samples, 500, 1).nll();
        if (model.evaluate(samples, 1) instanceof ReconstructionEvaluation evaluation) {
            System.out.printf("squared error %.5f, negative log-likelihood %.2f nats%n", evaluation.mse(), nats);
        }
        // end
        return drawn;
    }

    static String verify(Path file) {
        // docs: verify
        try {
            var summary = ModelFileSummary.verify(file);
            return "format %d, %d tensors, all checksums hold"
                    .formatted(summary.formatVersion(), summary.tensors().size());
        } catch (ModelFileException e) {
            return "%s is damaged at byte %d: %s".formatted(e.path(), e.offset(), e.reason());
        }
        // end
    }

    static List<float[][]> fromManyThreads(TrainedAutoencoder model, List<Dataset> requests) throws Exception {
        // docs: threads
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = requests.stream().<Callable<float[][]>>map(samples -> () -> model.encode(samples)).toList();
            return threads.invokeAll(tasks).stream().map(answer -> answer.resultNow()).toList();
        }
        // end
    }

    static int scoreStream(TrainedAutoencoder model, Iterator<float[]> blocks) {
        int codes = 0;
        // docs: buffers
        var code = new float[1000 * model.spec().codeShape().size()];
        while (blocks.hasNext()) {
            float[] samples = blocks.next(); // up to 1000 samples, one behind the other
            model.encode(samples, code);
            codes += samples.length / model.spec().input().size();
        }
        // end
        return codes;
    }

    static TrainedAutoencoder resume(Autoencoder spec, Dataset samples, Path folder) {
        // docs: resume
        var options = TrainingOptions.of(new Adam(0.001)).withEpochs(20).withBatchSize(32).withSeed(1)
                .withCheckpoint(new Checkpointing(5));
        var trainer = new Trainer(spec, options).withCheckpoints(folder);
        var checkpoint = Checkpoint.latest(folder);
        if (checkpoint.isPresent()) {
            trainer = trainer.resume(checkpoint.get());
        }
        var result = trainer.train(samples);
        // end
        return result.model();
    }

    static void watch(Autoencoder spec, TrainingOptions options, Dataset samples) {
        // docs: watch
        var trainer = new Trainer(spec, options).withListener(new TrainingListener() {
            @Override
            public void onEpoch(EpochReport epoch) {
                System.out.printf("epoch %d: loss %.4f%n", epoch.epoch(), epoch.loss());
            }

            @Override
            public void onDiagnostic(Diagnostic finding) {
                System.out.println(finding.message());
            }
        });
        trainer.train(samples);
        // end
    }

    static TrainedAutoencoder inTheBackground(
            Autoencoder spec, TrainingOptions options, Dataset samples, long deadline, BooleanSupplier isCancelled)
            throws InterruptedException {
        // docs: job
        var trainer = new Trainer(spec, options).stopWhen(() -> System.nanoTime() > deadline);
        var job = trainer.start(samples);
        job.latestStep().ifPresent(step -> System.out.printf("epoch %d, step %d of %d: loss %.4f%n",
                step.epoch(), step.step(), step.steps(), step.loss()));
        if (isCancelled.getAsBoolean()) {
            job.stop();
        }
        var result = job.join();
        // end
        return result.model();
    }

    static TrainedAutoencoder fromArrays(Autoencoder spec, float[][] rows, int[] classes) {
        // docs: arrays
        var samples = Dataset.of(rows, classes).withName("sensors"); // [sample][feature] and the class of each sample, copied
        var options = TrainingOptions.of(new Adam(0.001)).withEpochs(20).withBatchSize(32);
        var result = new Trainer(spec, options).train(samples);
        // end
        return result.model();
    }

    // docs: mapped
    record MappedRows(String name, Shape shape, int size, MemorySegment values) implements Dataset {
        private static final OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

        static MappedRows open(Path file, int features) throws IOException {
            try (var channel = FileChannel.open(file)) {
                var values = channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
                int rows = Math.toIntExact(channel.size() / Float.BYTES / features);
                return new MappedRows(file.getFileName().toString(), Shape.of(features), rows, values);
            }
        }

        @Override
        public void read(int sample, int from, int count, float[] into, int at, int stride) {
            long first = (long) sample * shape.size() + from;
            for (int i = 0; i < count; i++) {
                into[at + i * stride] = values.getAtIndex(FLOAT, first + i);
            }
        }
    }
    // end

    static TrainedAutoencoder fromYaml(Path yaml, Path array) {
        // docs: yaml
        var experiment = SpecFile.read(yaml, List.of("train.epochs=3"));
        var samples = Npy.read(array);
        var result = new Trainer(experiment.model(), experiment.train()).train(samples);
        // end
        return result.model();
    }

    static int[] stack(Autoencoder spec, TrainingOptions options, Dataset train, Dataset test) {
        // docs: stack
        var stack = new Trainer(spec, options.withPretraining(new Pretraining(8).withCorruption(new Masking(0.4))))
                .train(train)
                .model();
        var labelled = LabelledSubset.balanced(train, 30, 1);
        var classifier = Classifier.of(
                FineTuning.of(stack, 3).trainer(options).train(labelled).model());
        int[] classes = classifier.classify(test);
        // end
        return classes;
    }

    static void export(TrainedAutoencoder model, Path folder) {
        // docs: onnx
        var exported = OnnxModel.of(model, OnnxPart.ENCODER);
        System.out.println(switch (exported.check()) {
            case Compared(double distance) -> "at most %.1e off".formatted(distance);
            case NotCompared(String reason) -> "not compared, because " + reason;
        });
        exported.save(folder.resolve("encoder.onnx"));
        // end
    }
}
