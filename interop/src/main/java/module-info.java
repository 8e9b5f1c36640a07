/// Models in the formats of other programs: ONNX graphs to write, PyTorch's weights to read.
@SuppressWarnings("requires-automatic") // protobuf, its ONNX classes and ONNX Runtime have no module descriptors
module dev.hourglass.interop {
    requires com.google.protobuf;
    requires org.tribuo.util.onnx;
    requires static com.microsoft.onnxruntime;
    requires static transitive org.jspecify;
    requires transitive dev.hourglass.core;

    exports dev.hourglass.interop.onnx;
    exports dev.hourglass.interop.pytorch;
}
