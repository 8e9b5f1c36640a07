package dev.hourglass.spark;

import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLReader;

/// Reads what [AutoencoderModelWriter] wrote.
final class AutoencoderModelReader extends MLReader<AutoencoderModel> {
    @Override
    public AutoencoderModel load(String path) {
        var reader = DefaultParamsReader$.MODULE$;
        var metadata = reader.loadMetadata(path, sparkSession(), AutoencoderModel.class.getName());
        var file = new HadoopFile(sc(), new Path(path, AutoencoderModelWriter.FILE)).read();
        var model = new AutoencoderModel(metadata.uid(), new SharedModel(file), Optional.empty());
        metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
        return model;
    }
}
