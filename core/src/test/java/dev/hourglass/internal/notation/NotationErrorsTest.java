package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.SpecException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each sentence that a wrong tree is answered with.
class NotationErrorsTest {
    private static final String RIGHT = """
            {data: mnist,
             model: {input: 784, encoder: [{dense: 32}], decoder: [{dense: 784}], loss: binary_cross_entropy},
             train: {optimizer: {adam: 0.001}, epochs: 10, batch: 200}}""";

    @Test
    void readsTheRightOne() {
        assertThat(Notation.read(Trees.parse(RIGHT)).train().epochs()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # keys
            epochs: 10, | epoch: 10, | train: unknown key 'epoch'; did you mean 'epochs'?
            epochs: 10, | lr: 10, | train: unknown key 'lr'; known: optimizer, schedule, epochs, batch, seed, \
            validation, early_stopping, checkpoint, pretraining, trim, buckets, clip, average, groups, augment
            data: mnist | dta: mnist | unknown key 'dta'; did you mean 'data'?
            epochs: 10, | `` | train: missing key 'epochs'; add epochs: 10
            {adam: 0.001} | {adam: {}} | train.optimizer.adam: missing key 'learning_rate'; add learning_rate: \
            0.001
            {adam: 0.001} | adam | train.optimizer.adam: missing key 'learning_rate'; add learning_rate: 0.001
            optimizer: {adam: 0.001}, | `` | train: missing key 'optimizer'; add optimizer: {adam: 0.001}
            , loss: binary_cross_entropy | `` | model: missing key 'loss'; add loss: binary_cross_entropy
            encoder: [{dense: 32}], | `` | model: missing key 'encoder'; add encoder: [{dense: {units: 32, \
            activation: relu}}]
            {dense: 32} | {activate: {}} | model.encoder layer 1 (activate): missing key 'activation'; add \
            activation: identity, relu, leaky_relu, elu, sigmoid, tanh, softplus, gelu, silu, selu or hard_sigmoid
            {dense: 32} | conv | model.encoder layer 1 (conv): missing key 'filters'; add filters: 32
            {dense: 32} | flatten, {conv: {filter: 1}} | model.encoder layer 2 (conv): unknown key 'filter'; \
            did you mean 'filters'?
            {dense: 32} | {dense: {units: 3, weights: {normal: {std: 1}}}} | model.encoder layer 1 (dense) \
            weights.normal: unknown key 'std'; did you mean 'sd'?
            {dense: 32} | {flatten: {size: 3}} | model.encoder layer 1 (flatten): unknown key 'size'; remove it

            # names
            {dense: 32} | flatten, flatten, {cov: 3} | model.encoder layer 3: unknown layer 'cov'; did you mean \
            'conv'? (known: dense, conv, depthwise, conv_transpose, maxpool, avgpool, upsample, conv1d, depthwise1d, conv_transpose1d, maxpool1d, \
            avgpool1d, upsample1d, flatten, reshape, activate, dropout, \
            layer_norm, group_norm, residual, concatenate, add)
            {dense: 32} | attention | model.encoder layer 1: unknown layer 'attention' (known: dense, conv, depthwise, \
            conv_transpose, maxpool, avgpool, upsample, conv1d, depthwise1d, conv_transpose1d, maxpool1d, \
            avgpool1d, upsample1d, flatten, reshape, activate, dropout, \
            layer_norm, group_norm, residual, concatenate, add)
            {dense: 32} | {activate: rleu} | model.encoder layer 1 (activate) activation: unknown activation \
            'rleu'; did you mean 'relu'? (known: identity, relu, leaky_relu, elu, sigmoid, tanh, softplus, gelu, silu, selu, hard_sigmoid)
            binary_cross_entropy | hinge | model.loss: unknown loss 'hinge' (known: mean_squared_error, \
            mean_absolute_error, huber, ssim, binary_cross_entropy, gaussian_likelihood, laplace_likelihood, \
            poisson, softmax_cross_entropy, blocks)
            {adam: 0.001} | {Adam: 0.001} | train.optimizer: unknown optimizer 'Adam'; did you mean 'adam'? \
            (known: sgd, adam, adamw, nadam, adadelta, rmsprop, adagrad)

            # one of a family
            {dense: 32} | {conv: 1, dense: 32} | model.encoder layer 1: expected one layer, found 'conv' and \
            'dense'; start the line of each with a dash (-)
            {adam: 0.001} | {adam: 0.001, sgd: 1, x: 2} | train.optimizer: expected one optimizer, found \
            'adam', 'sgd' and 'x'; keep one
            {dense: 32} | {} | model.encoder layer 1: expected a layer: dense, conv, depthwise, conv_transpose, maxpool, avgpool, \
            upsample, conv1d, depthwise1d, conv_transpose1d, maxpool1d, \
            avgpool1d, upsample1d, flatten, reshape, activate, dropout, layer_norm, group_norm, residual, concatenate or add, found {}
            {adam: 0.001} | 0.001 | train.optimizer: expected an optimizer: sgd, adam, adamw, nadam, adadelta, rmsprop \
            or adagrad, found 0.001
            {dense: 32} | [flatten] | model.encoder layer 1: expected a layer: dense, conv, depthwise, conv_transpose, \
            maxpool, avgpool, upsample, conv1d, depthwise1d, conv_transpose1d, maxpool1d, \
            avgpool1d, upsample1d, flatten, reshape, activate, dropout, layer_norm, group_norm, residual, concatenate or add, found [flatten]

            # layers inside a layer
            {dense: 32} | {residual: [flatten, {cov: 3}]} | model.encoder layer 1 (residual), layer 2: unknown \
            layer 'cov'; did you mean 'conv'? (known: dense, conv, depthwise, conv_transpose, maxpool, avgpool, upsample, conv1d, depthwise1d, conv_transpose1d, maxpool1d, \
            avgpool1d, upsample1d, flatten, \
            reshape, activate, dropout, layer_norm, group_norm, residual, concatenate, add)
            {dense: 32} | {residual: [{residual: {body: [{dense: x}]}}]} | model.encoder layer 1 (residual), \
            layer 1 (residual), layer 1 (dense) units: expected a whole number, found 'x'
            {dense: 32} | {residual: [{dense: 0}]} | model.encoder layer 1 (residual), layer 1 (dense): units \
            must be at least 1, found 0
            {dense: 32} | {residual: []} | model.encoder layer 1 (residual): expected at least one layer, found \
            none; add one or remove the residual
            {dense: 32} | residual | model.encoder layer 1 (residual): missing key 'body'; add body: [{conv: \
            {filters: 32, kernel: 3, activation: relu}}, {conv: {filters: 32, kernel: 3}}]
            {dense: 32} | {residual: {dense: 3}} | model.encoder layer 1 (residual): unknown key 'dense'; known: body
            {dense: 32} | {residual: [{dense: 5}, {reshape: [1, 1, 5]}]} | model.encoder layer 1 (residual), \
            shortcut: expected a picture of a picture, a signal of a signal or a flat output of a flat input, found [1, 1, 5] of \
            [784]; put what flattens or reshapes outside of the residual

            # values
            epochs: 10, | epochs: ten, | train.epochs: expected a whole number, found 'ten'
            epochs: 10, | epochs: 3.5, | train.epochs: expected a whole number, found 3.5
            epochs: 10, | epochs: true, | train.epochs: expected a whole number, found true
            epochs: 10, | epochs: [10], | train.epochs: expected a whole number, found [10]
            epochs: 10, | epochs: 2147483648, | train.epochs: expected a whole number of at most \
            2147483647, found 2147483648
            batch: 200 | batch: 200, seed: 1e19 | train.seed: expected a whole number of at most \
            9223372036854775807, found 1.0e19
            batch: 200 | batch: 200, validation: some | train.validation: expected a number, found 'some'
            batch: 200 | batch: 200, validation: true | train.validation: expected a number, found true
            {adam: 0.001} | {adam: fast} | train.optimizer.adam.learning_rate: expected a number, found 'fast'
            {adam: 0.001} | {sgd: {learning_rate: 1, nesterov: 1}} | train.optimizer.sgd.nesterov: expected \
            true or false, found 1
            data: mnist | data: 7 | data: expected text, found 7; write it in quotes: "7"
            data: mnist | data: [mnist] | data: expected text, found [mnist]
            {dense: 32} | {dense: wide} | model.encoder layer 1 (dense) units: expected a whole number, found \
            'wide'
            {dense: 32} | {conv: {filters: 3, kernel: [1, 2, 3]}} | model.encoder layer 1 (conv) kernel: expected a whole \
            number for both or [height, width], found [1, 2, 3]
            {dense: 32} | {conv: {filters: 3, kernel: [0, 3]}} | model.encoder layer 1 (conv): kernel must be at least 1, \
            found [0, 3]
            {dense: 32} | {conv: 3} | model.encoder layer 1 (conv): expected the keys filters, kernel, stride, dilation, \
            padding, activation, weights, bias, found 3
            {dense: 32} | {flatten: 3} | model.encoder layer 1 (flatten): expected the word alone, found 3 \
            after it; remove that
            {dense: 32} | {activate: 1} | model.encoder layer 1 (activate) activation: expected an activation: \
            identity, relu, leaky_relu, elu, sigmoid, tanh, softplus, gelu, silu, selu or hard_sigmoid, found 1
            [{dense: 32}] | {dense: 32} | model.encoder: expected a list of layers, found {dense: 32}; start \
            the line of each with a dash (-)
            input: 784 | input: wide | model.input: expected a number of features, [length, channels] or [height, width, channels], \
            found 'wide'
            input: 784 | input: [28, wide, 1] | model.input number 2: expected a whole number, found 'wide'
            {dense: 32} | {upsample: {to: [7]}} | model.encoder layer 1 (upsample) to: expected [height, \
            width], found [7]
            {dense: 32} | {upsample: {to: [7, tall]}} | model.encoder layer 1 (upsample) to.width: expected a \
            whole number, found 'tall'
            train: {optimizer: {adam: 0.001}, epochs: 10, batch: 200} | train: 3 | train: expected the keys \
            optimizer, schedule, epochs, batch, seed, validation, early_stopping, checkpoint, pretraining, trim, buckets, clip, average, groups, augment, \
            found 3

            # what the records refuse
            epochs: 10, | epochs: 0, | train: epochs must be at least 1, found 0
            {dense: 32} | {dense: 0} | model.encoder layer 1 (dense): units must be at least 1, found 0
            {adam: 0.001} | {adam: 0} | train.optimizer.adam: learning_rate must be a number above 0, found 0.0
            {dense: 32} | upsample | model.encoder layer 1 (upsample): expected either factor or to, found \
            neither; write factor: 2
            {dense: 32} | {upsample: {to: [7, 0]}} | model.encoder layer 1 (upsample) to: width must be at \
            least 1, found 0
            batch: 200 | batch: 200, checkpoint: often | train.checkpoint: expected auto, off or the keys every, minutes, \
            keep, found 'often'
            batch: 200 | batch: 200, checkpoint: false | train.checkpoint.every: expected a whole number, found false
            batch: 200 | batch: 200, checkpoint: {evry: 3} | train.checkpoint: unknown key 'evry'; did you mean 'every'?
            batch: 200 | batch: 200, early_stopping: 0 | train.early_stopping: patience must be at least 1, \
            found 0
            input: 784 | input: [28, 28, 1, 1] | model.input: shape [28, 28, 1, 1]: expected [features], [length, \
            channels] or [height, width, channels], found 4 values
            input: 784 | input: 784, corruption: {gaussian: {sigma: 1, clip: [1, 0]}} | \
            model.corruption.gaussian.clip: expected [min, max] of finite numbers with min below max, found [1.0, 0.0]
            input: 784 | input: 784, corruption: maskin | model.corruption: unknown corruption 'maskin'; did you mean \
            'masking'? (known: none, gaussian, masking, salt_and_pepper, rectangles, crosshair, mask_columns, \
            swap, column_noise)
            input: 784 | input: 784, corruption: masking | model.corruption.masking: missing key 'probability'; add \
            probability: 0.25
            input: 784 | input: 784, corruption: {masking: 1.5} | model.corruption.masking: probability must be at least \
            0 and below 1, found 1.5
            input: 784 | input: 784, corruption: {salt_and_pepper: -0.1} | model.corruption.salt_and_pepper: probability \
            must be at least 0 and below 1, found -0.1
            input: 784 | input: 784, corruption: {crosshair: 0} | model.corruption.crosshair: thickness must be at least \
            1, found 0
            input: 784 | input: 784, corruption: {crosshair: 2} | model.corruption (crosshair): expected input [height, \
            width, channels], found [784]; use such an input and start the encoder with flatten
            input: 784 | input: 784, corruption: {rectangles: [4, 4]} | model.corruption (rectangles): expected input \
            [height, width, channels], found [784]; use such an input and start the encoder with flatten
            input: 784 | input: [28, 28, 1], corruption: {rectangles: [8, 29]} | model.corruption (rectangles): expected \
            a size of at most [28, 28], the picture's, found [8, 29]; make it smaller
            input: 784 | input: [28, 28, 1], corruption: {rectangles: {size: [8, 8], count: 0}} | \
            model.corruption.rectangles: count must be at least 1, found 0
            input: 784 | input: [28, 28, 1], corruption: {crosshair: 29} | model.corruption (crosshair): expected a \
            thickness of at most 28, the picture's shorter side, found 29; make it thinner
            input: 784 | input: [28, 28, 1], corruption: {crosshair: {thickness: 2, colour: [1, 0, 0]}} | \
            model.corruption (crosshair): expected a colour of 1 value, or of 1 for the picture's channels, found 3
            input: 784 | input: [28, 28, 1], corruption: {crosshair: {thickness: 2, colour: []}} | \
            model.corruption.crosshair: colour must be one value for all channels or one per channel, found none
            input: 784 | input: [28, 28, 1], corruption: {crosshair: {thickness: 2, position: left}} | \
            model.corruption.crosshair.position: unknown position 'left' (known: centred, random)
            {dense: 784} | {dense: 784}, flatten | model.decoder layer 2 (flatten): expected input [length, \
            channels] or [height, width, channels], found [784]; remove the flatten, or add a reshape before it
            {dense: 784} | {dense: 783} | model.decoder layer 1 (dense): expected output [784], the model's \
            input, found [783]; end the decoder with a dense layer of units: 784
            """)
    void saysWhatIsWrongAndWhere(String right, String wrong, String message) {
        assertThat(RIGHT).contains(right);
        var tree = Trees.parse(RIGHT.replace(right, wrong));

        assertThatThrownBy(() -> Notation.read(tree)).isInstanceOf(SpecException.class).hasMessage(message);
    }

    @Test
    void saysWhereAValueIsMissing() {
        var tree = Trees.parse(RIGHT);
        tree.put("train", Collections.singletonMap("epochs", null));
        assertThatThrownBy(() -> Notation.read(tree))
                .hasMessage("train.epochs: expected a whole number, found nothing");

        tree.put("train", null);
        assertThatThrownBy(() -> Notation.read(tree)).isInstanceOf(SpecException.class)
                .hasMessageStartingWith("train: expected the keys optimizer").hasMessageEndingWith("found nothing");

        var model = Trees.map(Trees.at(Trees.parse(RIGHT), "model"));
        model.put("encoder", Arrays.asList((Object) null));
        assertThatThrownBy(() -> Notation.readModel(model)).isInstanceOf(SpecException.class)
                .hasMessageStartingWith("model.encoder layer 1: expected a layer")
                .hasMessageEndingWith("found nothing");
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        for (Object number : List.of(Double.NaN, Double.POSITIVE_INFINITY, BigInteger.TEN.pow(400))) {
            var tree = Trees.parse(RIGHT);
            Trees.map(Trees.at(tree, "train")).put("validation", number);

            assertThatThrownBy(() -> Notation.read(tree)).isInstanceOf(SpecException.class)
                    .hasMessageStartingWith("train.validation: expected a finite number, found ");
        }
    }

    @Test
    void showsLongAndUnprintableTextInPart() {
        var tree = Trees.parse(RIGHT);
        Trees.map(Trees.at(tree, "train")).put("epochs", "\n" + "x".repeat(1_000_000));

        assertThatThrownBy(() -> Notation.read(tree))
                .hasMessage("train.epochs: expected a whole number, found '\\n" + "x".repeat(59) + "…'");
    }

    @Test
    void suggestsAmongManyHostileNamesInNoTime() {
        var tree = Map.<String, Object>of("x".repeat(1_000_000), 1L);

        assertThatThrownBy(() -> Notation.read(tree)).isInstanceOf(SpecException.class)
                .hasMessageEndingWith("known: data, model, train");
    }
}
