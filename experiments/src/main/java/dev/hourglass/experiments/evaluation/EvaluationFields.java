package dev.hourglass.experiments.evaluation;

import dev.hourglass.metric.Fidelity;
import dev.hourglass.model.ClassifierEvaluation;
import dev.hourglass.model.Evaluation;
import dev.hourglass.model.Likelihood;
import dev.hourglass.model.ReconstructionEvaluation;
import dev.hourglass.spec.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The names of measures in JSON, in CSV and in the metadata of models, which stay, and their order.
///
/// | name | measure |
/// | --- | --- |
/// | `loss` | the objective per feature, or a classifier's per sample |
/// | `mse`, `bce` | squared error, and cross-entropy where that is the loss, per feature |
/// | `reconstruction`, `kl`, `elbo`, `active_units` | of a variational code, per sample in nats |
/// | `psnr`, `psnr_corrupted` | of the reconstruction and of the corrupted input, in dB |
/// | `mse_inside`, `mse_inside_corrupted` | of the corrupted parts, in the reconstruction and before |
/// | `penalty` | what penalties add to the loss |
/// | `mean_activation`, `non_zeros` | of sparse codes |
/// | `accuracy` | of a classifier |
/// | `nll` | by importance sampling |
/// | `psnr_red`, `ssim_red` and so on | the same for each channel of colour pictures |
/// | `ssim`, `pca_mse` | similarity of pictures, and the error of principal components |
public final class EvaluationFields {
    static final String MSE = "mse";
    static final String BCE = "bce";
    static final String SSIM = "ssim";
    static final String PCA_MSE = "pca_mse";
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private EvaluationFields() {}

    /// The measures that a model has, by name.
    public static Map<String, Double> of(Evaluation evaluation) {
        var fields = new LinkedHashMap<String, Double>();
        fields.put("loss", evaluation.loss());
        switch (evaluation) {
            case ClassifierEvaluation classifier -> fields.put("accuracy", classifier.accuracy());
            case ReconstructionEvaluation reconstruction -> put(reconstruction, fields);
        }
        return fields;
    }

    private static void put(ReconstructionEvaluation evaluation, Map<String, Double> fields) {
        fields.put(MSE, evaluation.mse());
        evaluation.bce().ifPresent(nats -> fields.put(BCE, nats));
        evaluation.variational().ifPresent(variational -> {
            put(variational.reconstruction(), variational.kl(), variational.elbo(), fields);
            fields.put("active_units", (double) variational.activeUnits());
        });
        fields.put("psnr", evaluation.psnr());
        evaluation.corruptedPsnr().ifPresent(decibels -> fields.put("psnr_corrupted", decibels));
        evaluation.inpainting().ifPresent(inside -> {
            fields.put("mse_inside", inside.mse());
            fields.put("mse_inside_corrupted", inside.corruptedMse());
        });
        evaluation.penalty().ifPresent(penalty -> fields.put("penalty", penalty));
        evaluation.sparsity().ifPresent(sparsity -> {
            fields.put("mean_activation", sparsity.meanActivation());
            sparsity.nonZeros().ifPresent(count -> fields.put("non_zeros", count));
        });
    }

    private static void put(double reconstruction, double kl, double elbo, Map<String, Double> fields) {
        fields.put("reconstruction", reconstruction);
        fields.put("kl", kl);
        fields.put("elbo", elbo);
    }

    /// The measures of each colour; none where samples are no pictures of three channels.
    static Map<String, Double> ofColours(Shape shape, Fidelity fidelity) {
        var fields = new LinkedHashMap<String, Double>();
        if (shape.isImage() && shape.channels() == COLOURS.size()) {
            for (var channel : fidelity.byChannel()) {
                var colour = COLOURS.get(channel.channel());
                fields.put("psnr_" + colour, channel.psnr());
                channel.ssim().ifPresent(index -> fields.put(SSIM + "_" + colour, index));
            }
        }
        return fields;
    }

    /// The likelihood of samples, and the bound on it taken from the same codes.
    static Map<String, Double> of(Likelihood likelihood) {
        var fields = new LinkedHashMap<String, Double>();
        put(likelihood.reconstruction(), likelihood.divergence(), likelihood.elbo(), fields);
        fields.put("nll", likelihood.nll());
        return fields;
    }
}
