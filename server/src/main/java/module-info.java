/// Models over HTTP.
@SuppressWarnings("requires-automatic") // the metrics have no module descriptors
module dev.hourglass.server {
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.instrumentation.jvm;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.util;
    requires static transitive org.jspecify;
    requires tools.jackson.dataformat.csv;
    requires transitive dev.hourglass.datasets;
    requires transitive org.eclipse.jetty.server;
    requires transitive tools.jackson.core;

    exports dev.hourglass.server;
    exports dev.hourglass.server.http;
    exports dev.hourglass.server.serving;
    exports dev.hourglass.server.tensor;
}
