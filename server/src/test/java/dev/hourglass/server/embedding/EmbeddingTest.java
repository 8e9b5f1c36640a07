package dev.hourglass.server.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.model.TableModel;
import dev.hourglass.server.ServedModels;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// The examples of docs/serving.md that need no server.
class EmbeddingTest {
    @Test
    void scoresInASpringBean(@TempDir Path folder) {
        var file = folder.resolve("orders.hourglass");
        ServedModels.ofOrders().save(file);
        try (var context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment().getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of("orders.model", file.toString())));
            context.register(SpringScoring.class);
            context.refresh();

            var model = context.getBean(TableModel.class);

            assertThat(model.score(ServedModels.orders(), ServedModels.ROWS).scores())
                    .containsExactly(ServedModels.ofOrders().score(ServedModels.orders(), ServedModels.ROWS).scores());
        }
    }

    @Test
    void scoresInAStream() {
        var topology = KafkaScoring.topology(ServedModels.ofOrders()).describe().toString();

        assertThat(topology).contains("KSTREAM-MAPVALUES").contains("topics: [orders]").contains("topic: scores");
    }
}
