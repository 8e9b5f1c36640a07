/// Experiments from a YAML file to a folder with a model, figures and a report.
module dev.hourglass.experiments {
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;
    requires transitive dev.hourglass.datasets;
    requires transitive dev.hourglass.interop;
    requires transitive java.desktop;

    exports dev.hourglass.experiments;
    exports dev.hourglass.experiments.evaluation;
    exports dev.hourglass.experiments.figure;
    exports dev.hourglass.experiments.report;
    exports dev.hourglass.experiments.snapshot;
    exports dev.hourglass.experiments.sweep;
    exports dev.hourglass.experiments.verification;
    exports dev.hourglass.experiments.yaml;
}
