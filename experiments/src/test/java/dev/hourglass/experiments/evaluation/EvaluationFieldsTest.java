package dev.hourglass.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.model.ClassifierEvaluation;
import dev.hourglass.model.Likelihood;
import dev.hourglass.model.ReconstructionEvaluation;
import dev.hourglass.model.ReconstructionEvaluation.Inpainting;
import dev.hourglass.model.ReconstructionEvaluation.Sparsity;
import dev.hourglass.model.VariationalEvaluation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationFieldsTest {
    @Test
    void everyMeasureHasItsNameAndItsPlace() {
        var all = new ReconstructionEvaluation(
                7, 1, OptionalDouble.of(2), 0.1, OptionalDouble.of(3), OptionalDouble.of(0.01),
                Optional.of(new Inpainting(4, 5)), Optional.of(new Sparsity(6, OptionalDouble.of(8))),
                Optional.of(new VariationalEvaluation(9, 10, 11, List.of(10.0))));

        assertThat(EvaluationFields.of(all).toString()).isEqualTo(
                "{loss=1.0, mse=0.1, bce=3.0, reconstruction=9.0, kl=10.0, elbo=-19.0, active_units=11.0, psnr=10.0, "
                        + "psnr_corrupted=20.0, mse_inside=4.0, mse_inside_corrupted=5.0, penalty=2.0, "
                        + "mean_activation=6.0, non_zeros=8.0}");
    }

    @Test
    void measuresThatAModelDoesNotHaveAreLeftOut() {
        var few = new ReconstructionEvaluation(
                7, 1, OptionalDouble.empty(), 0.1, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(),
                Optional.of(new Sparsity(6, OptionalDouble.empty())), Optional.empty());

        assertThat(EvaluationFields.of(few).keySet()).containsExactly("loss", "mse", "psnr", "mean_activation");
        assertThat(EvaluationFields.of(new ClassifierEvaluation(7, 0.5, 0.75)).toString())
                .isEqualTo("{loss=0.5, accuracy=0.75}");
    }

    @Test
    void aLikelihoodHasTheBoundFromItsOwnCodes() {
        assertThat(EvaluationFields.of(new Likelihood(100, 40, 30, 12)).toString())
                .isEqualTo("{reconstruction=30.0, kl=12.0, elbo=-42.0, nll=40.0}");
    }
}
