package dev.hourglass.interop.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A graph as a file.
final class OnnxFile {
    /// The version of the format that came with [OnnxModel#OPERATOR_SET].
    private static final int FORMAT = 8;
    /// The version of the operators on texts, which came before.
    private static final int ML_OPERATOR_SET = 2;
    /// What a file of the format can hold, less what is not weights.
    private static final long MOST_PARAMETERS = (Integer.MAX_VALUE - (1L << 24)) / Float.BYTES;

    private OnnxFile() {}

    /// @throws OnnxException if a model is too large for an ONNX file
    static void requireFits(TrainedAutoencoder model) {
        if (model.parameterCount() > MOST_PARAMETERS) {
            throw new OnnxException(
                    String.format(Locale.ROOT,
                            "an ONNX file has at most 2 GiB: expected at most %,d parameters, found %,d; use a smaller model",
                            MOST_PARAMETERS, model.parameterCount()));
        }
    }

    /// What a model is, and where it comes from.
    ///
    /// @param part of it that the graph computes
    static Map<String, String> metadata(TrainedAutoencoder model, String part) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("part", part);
        metadata.put("spec", Json.write(Notation.writeModel(model.spec())));
        metadata.put("weights_sha256", model.weightsSha256());
        model.metadata().forEach(metadata::putIfAbsent);
        return metadata;
    }

    static byte[] bytes(GraphProto graph, Map<String, String> metadata) {
        var proto = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("hourglass")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxModel.OPERATOR_SET))
                .setGraph(graph);
        if (graph.getNodeList().stream().anyMatch(node -> node.getDomain().equals(OnnxGraph.ML))) {
            proto.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain(OnnxGraph.ML).setVersion(ML_OPERATOR_SET));
        }
        metadata.forEach((key, value) -> proto.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return proto.build().toByteArray();
    }

    /// @throws UncheckedIOException if it cannot be written; a file that stood there before is still there
    static void write(byte[] bytes, Path file) {
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
