package dev.hourglass.spark;

import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLWriter;

/// Writes a model as Spark ML does, with the model file as it is.
final class AutoencoderModelWriter extends MLWriter {
    /// The model file in the folder.
    static final String FILE = "model.hourglass";

    private final AutoencoderModel model;

    AutoencoderModelWriter(AutoencoderModel model) {
        this.model = model;
    }

    @Override
    public void saveImpl(String path) {
        DefaultParamsWriter$.MODULE$.saveMetadata(model, path, sparkSession());
        new HadoopFile(sc(), new Path(path, FILE)).write(model.file());
    }
}
