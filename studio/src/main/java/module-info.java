/// Runs and models in the browser.
module dev.hourglass.studio {
    requires dev.hourglass.server;
    requires dev.hourglass.tables;
    requires static transitive org.jspecify;
    requires tools.jackson.databind;
    requires transitive dev.hourglass.experiments;

    exports dev.hourglass.studio;
}
