package dev.hourglass.server.embedding;

import dev.hourglass.model.TableModel;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;

/// A stream of rows, and of their scores.
public final class KafkaScoring {
    private KafkaScoring() {}

    /// Scores each row where it passes by.
    public static Topology topology(TableModel model) {
        var builder = new StreamsBuilder();
        KStream<String, Map<String, ?>> orders = builder.stream("orders");
        orders.mapValues(order -> model.score(order).scores()[0]).to("scores");
        return builder.build();
    }
}
