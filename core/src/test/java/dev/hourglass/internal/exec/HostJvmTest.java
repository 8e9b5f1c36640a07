package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/// What the library does to the JVM of the program that uses it.
class HostJvmTest {
    @Test
    void startsNoThreadBeforeATrainingAndAddsDirectivesWithIt() throws Exception {
        assertThat(AnotherJvm.run(HostJvmTest.class)).containsExactly("before: []", "directives: true");
    }

    @Test
    void leavesTheCompilerControlAloneWhenAsked() throws Exception {
        assertThat(AnotherJvm.run(HostJvmTest.class, "-Dhourglass.jit.directives=false"))
                .containsExactly("before: []", "directives: false");
    }

    /// Prints the library's threads before a training begins, and whether the JIT has its directives after it.
    public static void main(String[] args) throws JMException, InterruptedException {
        var options = TrainingOptions.of(new Adam(0.001)).withEpochs(1).withBatchSize(10).withSeed(1);
        var trainer = new Trainer(Examples.dense(), options).withThreads(1);
        System.out.println("before: " + threads().stream().map(Thread::getName).toList());
        trainer.train(Examples.discs(20));
        for (var thread : threads()) {
            thread.join();
        }
        var all = String.valueOf(ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerDirectivesPrint",
                        new Object[0], new String[0]));
        System.out.println("directives: " + all.contains("dev/hourglass/internal"));
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hourglass"))
                .toList();
    }
}
