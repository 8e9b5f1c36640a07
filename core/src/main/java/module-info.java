/// Autoencoders on the JVM: the specs, the engine that trains them, and the models that come out.
module dev.hourglass.core {
    requires java.management;
    requires jdk.management;
    requires static jdk.incubator.vector;
    requires static transitive org.jspecify;

    exports dev.hourglass.anomaly;
    exports dev.hourglass.data;
    exports dev.hourglass.drift;
    exports dev.hourglass.metric;
    exports dev.hourglass.model;
    exports dev.hourglass.profile;
    exports dev.hourglass.spec;
    exports dev.hourglass.spec.augmentation;
    exports dev.hourglass.spec.corruption;
    exports dev.hourglass.spec.init;
    exports dev.hourglass.spec.latent;
    exports dev.hourglass.spec.layer;
    exports dev.hourglass.spec.loss;
    exports dev.hourglass.spec.optimizer;
    exports dev.hourglass.spec.penalty;
    exports dev.hourglass.spec.protocol;
    exports dev.hourglass.spec.schedule;
    exports dev.hourglass.synthesis;
    exports dev.hourglass.table;
    exports dev.hourglass.train;
    exports dev.hourglass.internal.file to
            dev.hourglass.datasets,
            dev.hourglass.experiments,
            dev.hourglass.interop,
            dev.hourglass.tables;
    exports dev.hourglass.internal.graph to
            dev.hourglass.interop;
    exports dev.hourglass.internal.json to
            dev.hourglass.experiments,
            dev.hourglass.interop,
            dev.hourglass.tables;
    exports dev.hourglass.internal.layout to
            dev.hourglass.interop;
    exports dev.hourglass.internal.notation to
            dev.hourglass.experiments,
            dev.hourglass.interop,
            dev.hourglass.server,
            dev.hourglass.tables;
    exports dev.hourglass.internal.npy to
            dev.hourglass.datasets,
            dev.hourglass.interop;
    exports dev.hourglass.internal.text to
            dev.hourglass.datasets,
            dev.hourglass.experiments,
            dev.hourglass.server,
            dev.hourglass.tables;
}
