package dev.hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The same with executors in processes of their own.
class ScoringClusterTest {
    private static final Path OLDER_JAVA = Path.of("/usr/lib/jvm/java-17-openjdk-amd64");

    @AfterEach
    void stop() {
        SparkSession.active().stop();
    }

    @Test
    void executorsGiveTheBitsOfJava() {
        var session = Sessions.cluster(2);
        var rows = SmallModels.rows(5000, 7);
        var model = SmallModels.initial(SmallModels.dense());

        var scored = AutoencoderModel.of(model)
                .transform(SmallModels.frame(session, rows).repartition(6)).select("id", "error")
                .collectAsList().stream().sorted(Comparator.comparingInt((Row row) -> row.getInt(0))).toList();

        assertThat(scored.stream().mapToDouble(row -> row.getDouble(1)).toArray())
                .isEqualTo(model.score(Dataset.of(rows)));
    }

    @Test
    void anOlderJavaOfTheExecutorsIsOneSentence() {
        Assumptions.assumeTrue(Files.isDirectory(OLDER_JAVA), "Java 17 beside 25");
        var session = Sessions.cluster(1, Map.of("spark.executorEnv.JAVA_HOME", OLDER_JAVA.toString()));
        var frame = SmallModels.frame(session, SmallModels.rows(10, 7));
        var model = AutoencoderModel.of(SmallModels.initial(SmallModels.dense()));

        assertThatThrownBy(() -> model.transform(frame)).isInstanceOf(SpecException.class).hasMessage(
                "the executors: expected Java 25 or later, found 17; set spark.executorEnv.JAVA_HOME to one");
    }
}
