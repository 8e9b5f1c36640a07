package dev.hourglass.internal.graph;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Halo;
import dev.hourglass.internal.op.ActivateOp;
import dev.hourglass.internal.op.AddOp;
import dev.hourglass.internal.op.AvgPoolOp;
import dev.hourglass.internal.op.ConcatenateOp;
import dev.hourglass.internal.op.ConditionOp;
import dev.hourglass.internal.op.CopyOp;
import dev.hourglass.internal.op.DropoutOp;
import dev.hourglass.internal.op.LearntDeviationOp;
import dev.hourglass.internal.op.LinearOp;
import dev.hourglass.internal.op.MaxPoolOp;
import dev.hourglass.internal.op.NormaliseOp;
import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.ReparameteriseOp;
import dev.hourglass.internal.op.SplitOp;
import dev.hourglass.internal.op.TopKOp;
import dev.hourglass.internal.op.UpsampleOp;
import dev.hourglass.internal.op.WinnerTakeAllOp;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Add;
import dev.hourglass.spec.layer.AvgPool2d;
import dev.hourglass.spec.layer.Concatenate;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.DepthwiseConv2d;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer.FeatureMapping;
import dev.hourglass.spec.layer.LayerNorm;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.PictureLayer;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.SignalLayer;
import dev.hourglass.spec.layer.Skip;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.penalty.ContractiveProjection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Turns a spec into a [Graph]: first the ops, then the places of the variables between them ([Placement]).
final class GraphBuilder {
    private static final String ENCODER = "encoder";
    private static final String DECODER = "decoder";

    private final Autoencoder spec;
    private final boolean isTraining;
    private final int batch;
    private final int lanes;
    private final int samplesPerInput;
    private final LinearOps linear;
    private final List<UnplacedNode> nodes = new ArrayList<>();
    private final List<UnplacedVariable> variables = new ArrayList<>();
    /// Dense ops of the encoder, whose weights tied ones take from the last to the first.
    private final List<LinearOp> untied = new ArrayList<>();
    /// Of the variable that the next op reads.
    private Shape shape;
    /// How many skip connections read the output of an encoder's layer, counted from 1, or the input, 0.
    private final Map<Integer, Integer> readers;
    /// What they read, once it is there.
    private final Map<Integer, Deque<UnplacedVariable>> skipped = new HashMap<>();
    private UnplacedVariable current;
    private int streams;

    /// @param isTraining whether the graph has a way back
    /// @param lanes samples of a panel
    GraphBuilder(Autoencoder spec, boolean isTraining, int batch, int lanes, ConvolutionForms forms) {
        this.spec = spec;
        this.isTraining = isTraining;
        this.batch = batch;
        this.lanes = lanes;
        this.samplesPerInput = isTraining && spec.latent() instanceof GaussianLatent gaussian ? gaussian.samples() : 1;
        this.linear = new LinearOps(
                BatchPartition.mostPanels(batch, samplesPerInput), Packing.of(lanes), forms);
        this.readers = spec.decoder().stream()
                .filter(Skip.class::isInstance)
                .collect(Collectors.toMap(layer -> ((Skip) layer).from(), _ -> 1, Integer::sum));
        this.shape = spec.input();
        this.current = variable(shape, false);
    }

    /// @throws SpecException if an array of the graph would have more numbers than Java's arrays can
    Graph build() {
        try {
            linear.passes(spec.penalty(ContractiveProjection.class).isPresent() ? 2 : 1);
            addCondition(ENCODER);
            addEncoder();
            linear.passes(1);
            addLatent();
            var code = current;
            int encoderNodes = nodes.size();
            addCondition(DECODER);
            addLayers(DECODER, DECODER, Fusion.decoder(shape, spec.decoder(), spec.loss()));
            addDeviation();
            return place(encoderNodes, code);
        } catch (ArithmeticException e) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "the network with batches of %d: expected arrays of at most %,d values, found more; use fewer units, filters or samples in a batch",
                            batch, Integer.MAX_VALUE));
        }
    }

    /// What skip connections read is split off behind its layer.
    private void addEncoder() {
        splitFor(0);
        var read = readers.keySet().stream().map(from -> from - 1).collect(Collectors.toSet());
        for (var fused : Fusion.encoder(shape, spec.encoder(), read)) {
            addLayer(ENCODER + "." + fused.index(), ENCODER + " layer " + (fused.index() + 1), fused);
            splitFor(fused.last() + 1);
        }
    }

    /// @param from a layer of the encoder, counted from 1; 0 for the input
    private void splitFor(int from) {
        int count = readers.getOrDefault(from, 0);
        if (count == 0) {
            return;
        }
        var halves = IntStream.rangeClosed(0, count)
                .mapToObj(_ -> variable(shape, current.needsGradient()))
                .toList();
        var place = from == 0 ? "input" : ENCODER + " layer " + from;
        nodes.add(new UnplacedNode(
                from == 0 ? "input" : ENCODER + "." + (from - 1), Title.of(place, "split ", shape, shape),
                new SplitOp(),
                List.of(current), halves));
        current = halves.getFirst();
        skipped.put(from, new ArrayDeque<>(halves.subList(1, halves.size())));
    }

    private void addSkip(String name, String title, Skip skip, Op op, Shape out) {
        var beside = Objects.requireNonNull(skipped.get(skip.from()), name).removeFirst();
        var own = current;
        shape = out;
        current = variable(out, own.needsGradient() || beside.needsGradient());
        nodes.add(new UnplacedNode(name, title, op, List.of(own, beside), List.of(current)));
    }

    private void addDeviation() {
        if (spec.loss() instanceof GaussianLikelihood(double first, boolean isLearnt) && isLearnt) {
            var parameters = linear.vectors("loss", List.of(GaussianLikelihood.LOG_RATIO));
            add("loss", Title.of("loss", "deviation of ", shape, shape),
                    new LearntDeviationOp(first, parameters), shape);
        }
    }

    /// Layers one behind the other.
    ///
    /// @param name what their names begin with, such as `encoder`
    /// @param place what their titles begin with, such as `encoder`
    private void addLayers(String name, String place, List<Fusion.FusedLayer> layers) {
        for (var fused : layers) {
            addLayer(name + "." + fused.index(), place + " layer " + (fused.index() + 1), fused);
        }
    }

    /// A layer, and apart from it an activation that training has to know before and after, or that no op ends with.
    private void addLayer(String name, String place, Fusion.FusedLayer fused) {
        boolean isApart = fused.layer().featureMapping() == FeatureMapping.FILTERED
                ? fused.activation() != Activation.IDENTITY
                : isTraining && fused.layer().featureMapping().isLinear()
                        && Kernels.derivesFromArgument(fused.activation());
        if (isApart) {
            addLayer(name, place, fused.withActivation(Activation.IDENTITY));
            add(name, Title.of(place, fused.activation().label() + " ", shape, shape),
                    new ActivateOp(fused.activation()), shape);
            return;
        }
        var enlarged = fused.enlarged().map(layer -> layer.outputShape(shape)).orElse(shape);
        var out = fused.layer().outputShape(enlarged);
        var title = Title.of(place, fused.layer(), fused.enlarged().isPresent(), shape, out);
        switch (fused.layer()) {
            case Dense dense -> add(name, title, dense(name, dense, fused.activation()), out);
            case PictureLayer layer -> add(name, title, op(name, layer, fused, enlarged, out), out);
            case SignalLayer layer -> add(name, title, op(name, layer.onPicture(), fused, enlarged, out), out);
            case Flatten _, Reshape _ -> add(name, title, new CopyOp(), out);
            case Activate _ -> {
                if (fused.activation() != Activation.IDENTITY) {
                    add(name, title, new ActivateOp(fused.activation()), out);
                }
            }
            case Dropout(double rate) -> add(name, title, new DropoutOp(rate, ++streams), out);
            case LayerNorm(double epsilon) -> addNormalised(name, title, fused, 1, true, epsilon);
            case GroupNorm(int groups, double epsilon) -> addNormalised(name, title, fused, groups, false, epsilon);
            case Concatenate concatenate -> addSkip(name, title, concatenate, new ConcatenateOp(), out);
            case Add add -> addSkip(name, title, add, new AddOp(), out);
            case Residual residual -> addResidual(name, place, residual, enlarged, out);
        }
    }

    private void addNormalised(
            String name, String title, Fusion.FusedLayer fused, int groups, boolean isOfPixels, double epsilon) {
        var op = new NormaliseOp(groups, isOfPixels, (float) epsilon,
                linear.vectors(name, fused.layer().parameters(shape)), fused.activation());
        var input = current;
        current = variable(shape, true);
        var statistics = variable(op.statistics(input.extent()), false);
        var room = variable(op.room(input.extent()), false);
        nodes.add(new UnplacedNode(name, title, op, List.of(input), List.of(current, statistics, room)));
    }

    /// @param layer what computes `fused`, also of signals, which have the extents of pictures of height 1
    private Op op(String name, PictureLayer layer, Fusion.FusedLayer fused, Shape enlarged, Shape out) {
        var parameters = fused.layer().parameters(enlarged);
        return switch (layer) {
            case Conv2d conv ->
                linear.convolution(name, conv, parameters, shape, enlarged, fused.activation(), isFirst());
            case DepthwiseConv2d conv -> linear.depthwise(name, conv, parameters, shape, isFirst());
            case ConvTranspose2d conv ->
                linear.transposed(name, conv, parameters, shape, out, fused.activation(), isFirst());
            case MaxPool2d(var window) -> new MaxPoolOp(window);
            case AvgPool2d(var window) -> new AvgPoolOp(window);
            case Upsample2d upsample -> new UpsampleOp(upsample.interpolation());
        };
    }

    /// The body reads one half of a split, the shortcut the other. A projection of a picture that is enlarged to `in` is computed before
    /// it is enlarged: the same numbers from fewer products.
    private void addResidual(String name, String place, Residual residual, Shape in, Shape out) {
        var small = shape;
        var toBody = variable(small, current.needsGradient());
        var toShortcut = variable(small, current.needsGradient());
        nodes.add(new UnplacedNode(
                name, Title.of(place, "split ", small, small), new SplitOp(), List.of(current),
                List.of(toBody, toShortcut)));
        current = toBody;
        addEnlarged(name, place, in);
        addLayers(name, place + ",", Fusion.of(in, residual.body()));
        var body = current;
        shape = small;
        current = toShortcut;
        var shortcut = name + "." + Residual.SHORTCUT;
        var atShortcut = place + ", " + Residual.SHORTCUT;
        residual.shortcut(in)
                .ifPresent(projection -> addLayer(shortcut, atShortcut, Fusion.FusedLayer.alone(projection)));
        addEnlarged(shortcut, atShortcut, out);
        var projected = current;
        shape = out;
        current = variable(out, body.needsGradient() || projected.needsGradient());
        nodes.add(new UnplacedNode(
                name, Title.of(place, residual, false, in, out), new AddOp(), List.of(body, projected),
                List.of(current)));
    }

    private void addEnlarged(String name, String place, Shape out) {
        if (!shape.equals(out)) {
            add(name, Title.of(place, "upsample ", shape, out), new UpsampleOp(Interpolation.NEAREST), out);
        }
    }

    private Op dense(String name, Dense dense, Activation activation) {
        if (spec.tiedWeights() && name.startsWith(DECODER)) {
            return linear.tied(name, dense, shape, activation, untied.removeLast());
        }
        var op = linear.dense(name, dense, shape, activation, isFirst());
        untied.add(op);
        return op;
    }

    private void addCondition(String part) {
        int classes = spec.latent().classes();
        if (classes > 0) {
            var out = shape.withMore(classes);
            add(part + ".label", Title.of(part + " label", "one-hot ", shape, out), new ConditionOp(classes), out);
        }
    }

    private void addLatent() {
        switch (spec.latent()) {
            case DeterministicLatent() -> {}
            case TopK(int k) ->
                add("latent", Title.of("latent", "top " + k + " of ", shape, shape), new TopKOp(k), shape);
            case WinnerTakeAll latent ->
                add("latent", Title.of("latent", "winners of ", shape, shape), new WinnerTakeAllOp(latent), shape);
            case GaussianLatent gaussian -> {
                var both = Shape.of(2 * gaussian.size());
                var code = gaussian.codeShape(shape);
                var heads = linear.dense(
                        "latent", gaussian.parameters(shape), shape.size(), Activation.IDENTITY, isFirst());
                add("latent", Title.of("latent", "dense ", shape, both), heads, both);
                add("latent", Title.of("latent", "draw ", both, code), new ReparameteriseOp(gaussian, ++streams),
                        code);
            }
        }
    }

    /// Whether the next op's input needs no gradient, because no parameter comes before.
    private boolean isFirst() {
        return !isTraining || !current.needsGradient();
    }

    private void add(String name, String title, Op op, Shape out) {
        var input = current;
        shape = out;
        current = variable(out, input.needsGradient() || op.hasParameters());
        nodes.add(new UnplacedNode(name, title, op, List.of(input), List.of(current)));
    }

    private UnplacedVariable variable(Shape shape, boolean needsGradient) {
        return variable(Extent.of(shape), needsGradient);
    }

    private UnplacedVariable variable(Extent extent, boolean needsGradient) {
        var variable = new UnplacedVariable(variables.size(), extent, needsGradient);
        variables.add(variable);
        return variable;
    }

    private Graph place(int encoderNodes, UnplacedVariable code) {
        var small = new Placement(nodes, variables, isTraining, 1, lanes);
        boolean isImage = variables.stream().skip(1)
                .anyMatch(each -> each.extent().height() * each.extent().width() > 1);
        var partition = partition(small.valueFloats(), isImage);

        var placement = new Placement(nodes, variables, isTraining, partition.panels(), lanes);
        var input = placement.value(variables.getFirst());
        var target = isTargetTheInput(input) ? input : placement.target();
        var placed = placement.variables(current);
        int scratchAt = placement.scratch();
        return new Graph(
                spec,
                batch,
                nodes.stream().map(node -> node.placed(placed)).toList(),
                encoderNodes,
                linear.tensors(),
                placed.getFirst(),
                placed.get(code.id()),
                placed.get(current.id()),
                target,
                spec.outputs().terms(),
                placement.floats(),
                scratchAt,
                linear.packed(),
                linear.gradients(),
                linear.operands(),
                partition);
    }

    private BatchPartition partition(int values, boolean isImage) {
        if (isTraining) {
            return BatchPartition.of(batch, samplesPerInput, 2 * values, linear.gradients(), isImage);
        }
        return lanes == 1 ? BatchPartition.forRows(values, isImage) : BatchPartition.forPanels(values, isImage);
    }

    private boolean isTargetTheInput(Buffer input) {
        return isTraining && spec.corruption() instanceof NoCorruption && !spec.loss().allowsMissing()
                && input.halo().equals(Halo.NONE);
    }
}
