package dev.hourglass.internal.kernel;

/// Loads the Vector API into a JVM that runs without it.
///
/// `--add-modules` puts it into the boot layer, and Java then writes a warning, because it is an incubating module, as the
/// first line of every program. The JDK itself loads modules later where an agent needs `java.instrument`, by the method that is
/// called here; a program that exports its package with `--add-exports` allows it (`jvm.options`). The module is the same,
/// defined to the boot loader, and the JIT makes its vectors registers all the same.
final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    /// Does nothing where the module is there, or the package is not exported.
    static void load() {
        if (ModuleLayer.boot().findModule(NAME).isPresent()) {
            return;
        }
        try {
            Class.forName("jdk.internal.module.Modules").getMethod("loadModule", String.class).invoke(null, NAME);
        } catch (ReflectiveOperationException | InternalError _) {
            // The choice of kernels warns.
        }
    }
}
