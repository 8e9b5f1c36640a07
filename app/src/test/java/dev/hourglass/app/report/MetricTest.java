package dev.hourglass.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void putsNamesIntoWordsAndKeepsTheirOrder() {
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("psnr", 16.2345);
        metrics.put("mse", 0.0152967);
        metrics.put("bce", 0.13415);

        assertThat(Metric.of(metrics)).containsExactly(
                new Metric("PSNR of the reconstruction", "16.23", "dB"),
                new Metric("mean squared error", "0.01530", "per feature"),
                new Metric("binary cross-entropy", "0.1342", "nats per feature"));
    }

    @Test
    void showsAMeasureItDoesNotKnowUnderItsName() {
        assertThat(Metric.of(Map.of("sharpness", 0.5))).containsExactly(new Metric("sharpness", "0.5000", ""));
    }
}
