package dev.hourglass.server.serving;

import dev.hourglass.data.DataException;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.WindowModel;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import dev.hourglass.server.tensor.TensorInfo;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.List;

/// A model as a server has it: named tensors in, named tensors out. Immutable; rows get the same bits alone and in any company.
public sealed interface ServedModel permits SampleModel, RowModel {
    /// Reads a model file.
    ///
    /// @throws ModelFileException if the file is missing, damaged or not a model
    /// @throws SpecException if it is a model of windows over time
    static ServedModel load(Path file) {
        var autoencoder = TrainedAutoencoder.load(file);
        if (WindowModel.of(autoencoder).isPresent()) {
            throw new SpecException(
                    file + ": expected the model of samples or of a table's rows, found one of windows over time, which needs the rows around a row; score whole files with hourglass score");
        }
        return TableModel.of(autoencoder).<ServedModel>map(RowModel::new)
                .orElseGet(() -> new SampleModel(autoencoder));
    }

    /// What is known of it.
    ModelDescription description();

    default TrainedAutoencoder autoencoder() {
        return description().autoencoder();
    }

    /// The first digits of the SHA-256 of the weights.
    default String version() {
        return description().version();
    }

    /// What it takes.
    default List<TensorInfo> inputs() {
        return description().inputs();
    }

    /// What it gives, each on request.
    default List<TensorInfo> outputs() {
        return description().outputs();
    }

    /// Rows that a request has.
    ///
    /// @throws DataException naming the tensor that is missing, unknown, of another type or shape, or has numbers that are not finite
    InputRows rows(List<Tensor> inputs);

    /// What the model makes of rows, each output when it is asked for.
    Inference infer(InputRows rows);

    /// Outputs of a batch.
    interface Inference {
        /// One after the other of all rows.
        ///
        /// @param output the name of one of [ServedModel#outputs]
        /// @throws DataException if these rows do not have it
        Elements output(String output);

        /// How far each row is from what the model expects, where what was asked for tells that: the reconstruction error of a sample, the
        /// score of a table's row.
        double[] errors();
    }
}
