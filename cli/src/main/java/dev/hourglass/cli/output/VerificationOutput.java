package dev.hourglass.cli.output;

import dev.hourglass.experiments.report.TextTable;
import dev.hourglass.experiments.verification.ProtocolResult;
import dev.hourglass.experiments.verification.QuickResult;
import dev.hourglass.experiments.verification.SeedResult;
import dev.hourglass.spec.protocol.CrossEntropy;
import dev.hourglass.spec.protocol.FineTunedError;
import dev.hourglass.spec.protocol.MarginError;
import dev.hourglass.spec.protocol.Measure;
import dev.hourglass.spec.protocol.NegativeLogLikelihood;
import dev.hourglass.spec.protocol.NeighbourError;
import dev.hourglass.spec.protocol.PcaReference;
import dev.hourglass.spec.protocol.ProbeError;
import dev.hourglass.spec.protocol.PublishedValue;
import dev.hourglass.spec.protocol.Reference;
import dev.hourglass.spec.protocol.SquaredError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Results beside the published ones, for people and for machines.
///
/// @param lines of a table
/// @param fields of a JSON object
public record VerificationOutput(List<String> lines, Map<String, Object> fields) {
    /// Of whole trainings.
    public static VerificationOutput of(List<ProtocolResult> results) {
        var table = new TextTable("lllrrll").row("result", "measure", "compared with", "its value", "ours", "verdict",
                "trainings");
        results.forEach(result -> row(table, result));
        return new VerificationOutput(
                table.lines(), Map.of("results", results.stream().map(VerificationOutput::fields).toList()));
    }

    private static void row(TextTable table, ProtocolResult result) {
        var verify = result.file().protocol().verify();
        var measure = verify.measure();
        var spread = result.seeds().size() < 2 ? "" : " ± " + value(measure, result.deviation());
        table.row(
                result.file().name(), name(measure), name(verify.reference()), value(measure, result.reference()),
                value(measure, result.mean()) + spread, verdict(result), String.format(Locale.ROOT, "%d, %s",
                        result.seeds().size(), duration(result.seconds())));
    }

    private static String verdict(ProtocolResult result) {
        if (result.isReached()) {
            return "reached";
        }
        return String.format(Locale.ROOT, result.isNear() ? "near, %.1f %% above" : "%.1f %% above",
                100 * result.excess());
    }

    private static String duration(double seconds) {
        return seconds < 100 ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    private static Map<String, Object> fields(ProtocolResult result) {
        var verify = result.file().protocol().verify();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", result.file().name());
        fields.put("title", verify.title());
        fields.put("measure", name(verify.measure()));
        fields.put("reference", result.reference());
        fields.put("source", name(verify.reference()));
        fields.put("mean", result.mean());
        fields.put("standardDeviation", result.deviation());
        fields.put("reached", result.isReached());
        fields.put("seeds", result.seeds().stream().map(VerificationOutput::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(SeedResult result) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("seed", result.seed());
        fields.put("value", result.value());
        fields.put("epochs", result.epochs());
        fields.put("seconds", result.seconds());
        return fields;
    }

    /// Of quick forms.
    public static VerificationOutput ofQuick(List<QuickResult> results) {
        var table = new TextTable("lrrlr").row("result", "value", "expected", "bits", "seconds");
        results.forEach(result -> table.row(
                result.file().name(), Double.toString(result.value()), Double.toString(result.expected()),
                result.isExpected() ? "equal" : "different", String.format(Locale.ROOT, "%.1f", result.seconds())));
        return new VerificationOutput(
                table.lines(), Map.of("results", results.stream().map(VerificationOutput::fields).toList()));
    }

    private static Map<String, Object> fields(QuickResult result) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", result.file().name());
        fields.put("value", result.value());
        fields.put("expected", result.expected());
        fields.put("equal", result.isExpected());
        fields.put("seconds", result.seconds());
        return fields;
    }

    private static String name(Reference reference) {
        return switch (reference) {
            case PublishedValue published -> published.source();
            case PcaReference() -> "PCA, the same code size";
        };
    }

    private static String name(Measure measure) {
        return switch (measure) {
            case SquaredError(var per) -> "squared error of a " + per.name().toLowerCase(Locale.ROOT);
            case CrossEntropy() -> "cross-entropy of a feature";
            case NegativeLogLikelihood(int draws) ->
                String.format(Locale.ROOT, "-log p(x), %,d draws", draws);
            case NeighbourError(int neighbours) -> neighbours + " nearest codes, error";
            case ProbeError() -> "softmax on codes, error";
            case MarginError _ -> "linear SVM on codes, error";
            case FineTunedError _ -> "fine-tuned, error";
        };
    }

    private static String value(Measure measure, double value) {
        return switch (measure) {
            case SquaredError(var per) ->
                String.format(Locale.ROOT, per == SquaredError.Unit.SAMPLE ? "%.2f" : "%.4f", value);
            case CrossEntropy() -> String.format(Locale.ROOT, "%.4f", value);
            case NegativeLogLikelihood _ -> String.format(Locale.ROOT, "%.2f", value);
            case NeighbourError _, ProbeError _, MarginError _, FineTunedError _ ->
                String.format(Locale.ROOT, "%.2f %%", 100 * value);
        };
    }
}
