package dev.hourglass.internal.kernel;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.ObjectName;

/// Directs the JIT which kernels to compile on their own, by the JVM's own compiler control (JEP 165, `jcmd Compiler.directives_add`).
///
/// Left to itself the JIT inlines by what it happens to have compiled before. In perhaps one start of ten it puts several
/// kernels into the loop that calls them, runs out of its budget there, and keeps vectors on the heap for as long as the
/// process lives: several times slower. The directives apply to callers in `dev.hourglass.internal` alone; a program can leave its
/// JVM as it is with the system property [#PROPERTY] (docs/java.md).
final class JitDirectives {
    /// Loops are called; what works on one vector belongs inside them.
    static final String DIRECTIVES = """
            [{
              match: ["dev/hourglass/internal/*.*"],
              inline: [
                "+dev/hourglass/internal/kernel/VectorMath.*",
                "-dev/hourglass/internal/kernel/VectorKernels.*",
                "-dev/hourglass/internal/kernel/VectorFunctions.*",
                "-dev/hourglass/internal/kernel/VectorActivations.*",
                "-dev/hourglass/internal/kernel/VectorErrors.*",
                "-dev/hourglass/internal/kernel/VectorDepthwise.*",
                "-dev/hourglass/internal/kernel/VectorNormalisation.*",
                "-dev/hourglass/internal/kernel/VectorPooling.*",
                "-dev/hourglass/internal/kernel/VectorTransforms.*",
                "-dev/hourglass/internal/kernel/VectorRandomness.*",
                "-dev/hourglass/internal/kernel/VectorDistances.*",
                "-dev/hourglass/internal/kernel/tile/CorrelationTiles.*",
                "-dev/hourglass/internal/kernel/tile/GradientTiles.*",
                "-dev/hourglass/internal/kernel/VectorRowKernels.*",
                "-dev/hourglass/internal/kernel/tile/RowTiles.*",
                "-dev/hourglass/internal/kernel/SparseRows.*",
                "-dev/hourglass/internal/kernel/tile/SparseTiles.*",
                "-dev/hourglass/internal/kernel/PlacesInLanes.*"
              ]
            }]
            """;

    /// System property: `false` adds no directives. The results are the same.
    static final String PROPERTY = "hourglass.jit.directives";

    private JitDirectives() {}

    static boolean areWanted() {
        return Boolean.parseBoolean(System.getProperty(PROPERTY, "true"));
    }

    /// Beside other work: the JIT's heavier compiler begins after about a second, setting up management takes a tenth of that.
    static void addInBackground() {
        Thread.ofPlatform().name("hourglass-jit-directives").daemon().start(JitDirectives::add);
    }

    private static void add() {
        try {
            var file = Files.createTempFile("hourglass-jit", ".json");
            try {
                Files.writeString(file, DIRECTIVES);
                var answer = String.valueOf(ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "compilerDirectivesAdd",
                                new Object[] {new String[] {file.toString()}},
                                new String[] {String[].class.getName()}));
                if (!answer.contains("added")) {
                    warn(answer.strip());
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException | JMRuntimeException e) {
            warn(e.toString());
        }
    }

    private static void warn(String reason) {
        System.getLogger("dev.hourglass")
                .log(
                        System.Logger.Level.WARNING,
                        "The JIT does not accept directives for the kernels: training may be several times slower,"
                                + " with the same results (" + reason + ")");
    }
}
