package dev.hourglass.internal.graph;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.spec.Activate;
import dev.hourglass.spec.Activation;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.ContractiveProjection;
import dev.hourglass.spec.Conv2d;
import dev.hourglass.spec.ConvTranspose2d;
import dev.hourglass.spec.Dense;
import dev.hourglass.spec.Dropout;
import dev.hourglass.spec.Flatten;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.GlorotUniform;
import dev.hourglass.spec.MaxPool2d;
import dev.hourglass.spec.None;
import dev.hourglass.spec.Plain;
import dev.hourglass.spec.Reshape;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TopK;
import dev.hourglass.spec.Upsample2d;
import dev.hourglass.spec.WinnerTakeAll;
import dev.hourglass.spec.Zeros;
import java.util.ArrayList;
import java.util.List;

/// Turns a spec into a [Graph]: first the stages, then the buffers between them.
final class GraphBuilder {
    /// A stage whose buffers are not yet placed.
    private record UnplacedNode(String name, String title, Stage stage, Extent in, Extent out) {}

    private static final String ENCODER = "encoder";
    private static final String DECODER = "decoder";

    private final Autoencoder spec;
    private final boolean isTraining;
    private final int batch;
    private final int lanes;
    private final int draws;
    private final LinearNodes linear;
    private final List<UnplacedNode> drafts = new ArrayList<>();
    /// Dense stages of the encoder, whose weights tied ones take from the last to the first.
    private final List<Stage.Linear> untied = new ArrayList<>();
    private Shape shape;
    private int streams;

    /// @param isTraining whether the plan has a way back
    /// @param lanes samples of a panel
    GraphBuilder(Autoencoder spec, boolean isTraining, int batch, int lanes) {
        this.spec = spec;
        this.isTraining = isTraining;
        this.batch = batch;
        this.lanes = lanes;
        this.draws = isTraining && spec.latent() instanceof Gaussian gaussian ? gaussian.samples() : 1;
        this.linear = new LinearNodes(BatchPartition.mostPanels(batch, draws));
        this.shape = spec.input();
    }

    /// @throws SpecException if an array of the plan would have more numbers than Java's arrays can
    Graph plan() {
        try {
            linear.passes(spec.penalty(ContractiveProjection.class).isPresent() ? 2 : 1);
            addCondition(ENCODER);
            addPart(ENCODER, Fusion.encoder(shape, spec.encoder()));
            linear.passes(1);
            addLatent();
            int encoderOperations = drafts.size();
            addCondition(DECODER);
            addPart(DECODER, Fusion.decoder(shape, spec.decoder(), spec.loss()));
            return place(encoderOperations);
        } catch (ArithmeticException e) {
            throw new SpecException(
                    "the network with batches of %d: expected arrays of at most %,d numbers, found more; use fewer units, filters or samples in a batch"
                            .formatted(batch, Integer.MAX_VALUE));
        }
    }

    private void addPart(String part, List<Fusion.FusedLayer> pieces) {
        for (var piece : pieces) {
            var name = part + "." + piece.index();
            var enlarged = piece.enlarged().map(upsample -> upsample.outputShape(shape)).orElse(shape);
            var out = piece.layer().outputShape(enlarged);
            var title = Title.of(
                    part + " layer " + (piece.index() + 1), piece.layer(), piece.enlarged().isPresent(), shape, out);
            switch (piece.layer()) {
                case Dense dense -> add(name, title, dense(name, dense, piece.activation()), out);
                case Conv2d conv ->
                    add(name, title, linear.convolution(name, conv, shape, enlarged, piece.activation(), isFirst()),
                            out);
                case ConvTranspose2d conv ->
                    add(name, title, linear.transposed(name, conv, shape, out, piece.activation(), isFirst()), out);
                case MaxPool2d(int window) -> add(name, title, new Stage.MaxPool(window), out);
                case Upsample2d upsample -> add(name, title, new Stage.Upsample(upsample.interpolation()), out);
                case Flatten _, Reshape _ -> add(name, title, new Stage.Copy(), out);
                case Activate _ -> {
                    if (piece.activation() != Activation.IDENTITY) {
                        add(name, title, new Stage.Activate(piece.activation()), out);
                    }
                }
                case Dropout(double rate) -> add(name, title, new Stage.Dropout(rate, ++streams), out);
            }
        }
    }

    private Stage dense(String name, Dense dense, Activation activation) {
        if (spec.tiedWeights() && name.startsWith(DECODER)) {
            return linear.tied(name, dense, activation, untied.removeLast());
        }
        var stage = linear.dense(name, dense, shape, activation, isFirst());
        untied.add(stage);
        return stage;
    }

    private void addCondition(String part) {
        int classes = spec.latent().classes();
        if (classes > 0) {
            var out = shape.withMore(classes);
            add(part + ".label", Title.of(part + " label", "one-hot ", shape, out), new Stage.Condition(classes), out);
        }
    }

    private void addLatent() {
        switch (spec.latent()) {
            case Plain() -> {}
            case TopK(int k) ->
                add("latent", Title.of("latent", "top " + k + " of ", shape, shape), new Stage.TopK(k), shape);
            case WinnerTakeAll latent ->
                add("latent", Title.of("latent", "winners of ", shape, shape), new Stage.Winners(latent), shape);
            case Gaussian gaussian -> {
                int size = gaussian.size();
                var heads = new Dense(2 * size, Activation.IDENTITY, new GlorotUniform(), new Zeros());
                var both = Shape.of(2 * size);
                var code = Shape.of(size);
                var title = Title.of("latent", "dense ", shape, both);
                add("latent", title, linear.heads("latent", heads, shape, size, isFirst()), both);
                add("latent", Title.of("latent", "draw ", both, code), new Stage.Reparameterise(gaussian, ++streams),
                        code);
            }
        }
    }

    /// Whether nothing before the next stage needs a gradient.
    private boolean isFirst() {
        return !isTraining || drafts.stream().noneMatch(draft -> draft.stage() instanceof Stage.Linear);
    }

    private void add(String name, String title, Stage stage, Shape out) {
        drafts.add(new UnplacedNode(name, title, stage, Extent.of(shape), Extent.of(out)));
        shape = out;
    }

    private Graph place(int encoderOperations) {
        int signals = drafts.size() + 1;
        var extents = new ArrayList<Extent>();
        extents.add(Extent.of(spec.input()));
        drafts.forEach(draft -> extents.add(draft.out()));
        var small = new Arena(1, lanes);
        values(small, extents);
        boolean isImage = drafts.stream().anyMatch(draft -> draft.out().height() * draft.out().width() > 1);
        var grouping = isTraining
                ? BatchPartition.of(batch, draws, 2 * (small.size() - Graph.ORIGIN), linear.gradients(), isImage)
                : BatchPartition.forInference(small.size() - Graph.ORIGIN, lanes, isImage);

        var arena = new Arena(grouping.panels(), lanes);
        var values = values(arena, extents);
        var target = isTargetTheInput(values.getFirst()) ? values.getFirst()
                : arena.buffer(extents.getFirst(), Halo.NONE);
        var flow = new ArrayList<Variable>();
        for (int i = 0; i < signals; i++) {
            boolean hasGradient = isTraining || i == signals - 1;
            flow.add(new Variable(
                    values.get(i),
                    hasGradient ? arena.buffer(extents.get(i), gradientHalo(i, extents)) : values.get(i)));
        }
        int scratchAt = isTraining ? arena.take(scratch(grouping.panels())) : arena.size();

        var operations = new ArrayList<Node>();
        for (int i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            operations.add(new Node(draft.name(), draft.title(), draft.stage(), flow.get(i), flow.get(i + 1)));
        }
        return new Graph(
                spec,
                operations,
                encoderOperations,
                linear.tensors(),
                flow.getFirst(),
                flow.get(encoderOperations),
                flow.getLast(),
                target,
                arena.size(),
                scratchAt,
                linear.packed(),
                linear.gradients(),
                linear.tapes(),
                grouping);
    }

    private boolean isTargetTheInput(Buffer input) {
        return isTraining && spec.corruption() instanceof None && input.halo().equals(Halo.NONE);
    }

    /// The places of all activations. Those without a halo, whose zeros must stay, share two places in turn where there is
    /// no way back; the input stays for who compares with it.
    private List<Buffer> values(Arena arena, List<Extent> extents) {
        var values = new ArrayList<Buffer>();
        var shared = new ArrayList<Integer>();
        for (int turn = 0; turn < 2 && !isTraining; turn++) {
            int most = 0;
            for (int i = turn; i < extents.size(); i += 2) {
                most = Math.max(most, isShared(i, extents) ? arena.length(extents.get(i), Halo.NONE) : 0);
            }
            shared.add(arena.take(most));
        }
        for (int i = 0; i < extents.size(); i++) {
            values.add(isShared(i, extents)
                    ? new Buffer(shared.get(i % 2), extents.get(i), Halo.NONE, lanes)
                    : arena.buffer(extents.get(i), valueHalo(i, extents)));
        }
        return values;
    }

    private boolean isShared(int signal, List<Extent> extents) {
        return !isTraining && signal > 0 && valueHalo(signal, extents).equals(Halo.NONE);
    }

    /// What the operation after a signal reads around it.
    private Halo valueHalo(int signal, List<Extent> extents) {
        return signal < drafts.size() && drafts.get(signal).stage() instanceof Stage.Linear stage
                ? Phase.halo(stage.forward(), extents.get(signal))
                : Halo.NONE;
    }

    /// What the operation before a signal reads around its gradient.
    private Halo gradientHalo(int signal, List<Extent> extents) {
        return signal > 0 && drafts.get(signal - 1).stage() instanceof Stage.Linear stage
                ? Phase.halo(stage.backward(), extents.get(signal))
                : Halo.NONE;
    }

    /// Floats that one stage needs beside its buffers, at most.
    private int scratch(int panels) {
        int most = 0;
        for (var draft : drafts) {
            if (draft.stage() instanceof Stage.Linear stage) {
                int outputs = Kernels.padded(draft.out().channels());
                int places = Math.max(draft.out().width(), panels) * Kernels.LANES;
                most = Math.max(most, outputs * (stage.tape().isPresent() ? stage.kernel().slice() : places));
            }
        }
        return most;
    }

    /// Places buffers one behind the other.
    private static final class Arena {
        private final int panels;
        private final int lanes;
        private int size = Graph.ORIGIN;

        Arena(int panels, int lanes) {
            this.panels = panels;
            this.lanes = lanes;
        }

        Buffer buffer(Extent extent, Halo halo) {
            return new Buffer(take(length(extent, halo)), extent, halo, lanes);
        }

        int length(Extent extent, Halo halo) {
            return Math.multiplyExact(new Buffer(0, extent, halo, lanes).panel(), panels);
        }

        int take(int length) {
            int offset = size;
            size = Math.addExact(size, length);
            return offset;
        }

        int size() {
            return size;
        }
    }
}
