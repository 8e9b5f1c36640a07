/// Specs in YAML, and data and models in the formats of others.
module dev.hourglass.io {
    requires java.desktop;
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.yaml;
    requires transitive dev.hourglass.core;

    exports dev.hourglass.io;
    exports dev.hourglass.io.eyes;
}
