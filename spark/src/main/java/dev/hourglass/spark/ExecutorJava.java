package dev.hourglass.spark;

import dev.hourglass.spec.SpecException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/// Whether the executors run a Java that reads the classes of this library.
final class ExecutorJava {
    private static final int NEEDED = 25;
    private static final Map<SparkContext, Boolean> CHECKED = Collections.synchronizedMap(new WeakHashMap<>());

    private ExecutorJava() {}

    /// Asks them once for each context, in a job of Spark's own classes: an older Java could not read ours.
    ///
    /// @throws SpecException if one has an older Java
    static void require(SparkSession session) {
        var context = session.sparkContext();
        if (!context.isLocal() && !CHECKED.containsKey(context)) {
            int tasks = Math.max(2, context.defaultParallelism());
            session.range(0, tasks, 1, tasks)
                    .selectExpr("reflect('java.lang.System', 'getProperty', 'java.specification.version') AS java")
                    .distinct().collectAsList().forEach(row -> require(row.getString(0)));
            CHECKED.put(context, true);
        }
    }

    static void require(String version) {
        int number = version.startsWith("1.") ? 1 : Integer.parseInt(version);
        if (number < NEEDED) {
            throw new SpecException(String.format(Locale.ROOT,
                    "the executors: expected Java %d or later, found %s; set spark.executorEnv.JAVA_HOME to one",
                    NEEDED,
                    version));
        }
    }
}
