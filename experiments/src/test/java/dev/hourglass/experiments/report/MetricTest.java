package dev.hourglass.experiments.report;

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
    void showsDigitsOfSmallErrorsAndAWordForNone() {
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("pca_mse", 6.64e-17);
        metrics.put("loss", 0.0);
        metrics.put("psnr", Double.POSITIVE_INFINITY);

        assertThat(Metric.of(metrics)).containsExactly(
                new Metric("mean squared error of PCA", "6.6e-17", "per feature"),
                new Metric("loss", "0.00000", "per feature"),
                new Metric("PSNR of the reconstruction", "infinite", "dB, no error"));
    }

    @Test
    void showsAMeasureItDoesNotKnowUnderItsName() {
        assertThat(Metric.of(Map.of("sharpness", 0.5))).containsExactly(new Metric("sharpness", "0.5000", ""));
    }
}
