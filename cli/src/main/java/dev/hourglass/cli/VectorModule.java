package dev.hourglass.cli;

/// Loads the Vector API at the start of the program.
///
/// `--add-modules` puts it into the boot layer, and Java then writes a warning, because it is an incubating module, as the
/// first line of every command. The JDK itself loads modules later where an agent needs `java.instrument`, by the method that is
/// called here; the launcher exports its package (`jvm.options`). The module is the same, defined to the boot loader, and the JIT
/// makes its vectors registers all the same. Where the package is not exported, the engine warns that it does without.
final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    static void load() {
        if (ModuleLayer.boot().findModule(NAME).isPresent()) {
            return;
        }
        try {
            Class.forName("jdk.internal.module.Modules").getMethod("loadModule", String.class).invoke(null, NAME);
        } catch (ReflectiveOperationException | InternalError _) {
            // The engine warns when it chooses its kernels.
        }
    }
}
