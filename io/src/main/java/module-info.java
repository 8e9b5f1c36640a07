/// Specs in YAML, and data and models in the formats of others.
@SuppressWarnings("requires-automatic") // protobuf, its ONNX classes and ONNX Runtime have no module descriptors
module dev.hourglass.io {
    requires com.google.protobuf;
    requires java.desktop;
    requires org.tribuo.util.onnx;
    requires static com.microsoft.onnxruntime;
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.csv;
    requires tools.jackson.dataformat.yaml;
    requires transitive dev.hourglass.core;

    exports dev.hourglass.io;
    exports dev.hourglass.io.eyes;
    exports dev.hourglass.io.onnx;
}
