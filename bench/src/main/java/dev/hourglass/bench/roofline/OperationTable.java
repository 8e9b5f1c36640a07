package dev.hourglass.bench.roofline;

import dev.hourglass.bench.machine.Machine;
import dev.hourglass.profile.Pass;
import dev.hourglass.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where the time of a step on one thread goes, and how much of it the machine could do without, operation by operation.
final class OperationTable {
    private final Profile profile;
    private final RooflineWorkload workload;
    private final Machine machine;
    private final List<String> lines = new ArrayList<>();

    OperationTable(Profile profile, RooflineWorkload workload, Machine machine) {
        this.profile = profile;
        this.workload = workload;
        this.machine = machine;
    }

    /// A table in Markdown.
    List<String> lines() {
        lines.add(
                "| operation | multiply-adds | floor, ms | ours, ms | lost, ms | of peak | forward | weights' gradient "
                        + "| inputs' gradient |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (var layer : profile.layers()) {
            var total = layer.total();
            row(layer.title(), total, machine.floor(perStep(total.multiplyAdds()), 0),
                    ofPeak(layer.forward()), ofPeak(layer.weightGradient()), ofPeak(layer.inputGradient()));
        }
        other("panels filled", profile.filling(), machine.floor(0, (double) workload.traffic().samples()));
        other("loss", profile.loss(), 0);
        other("update", profile.update(), machine.floor(0, (double) workload.traffic().parameters()));
        other("other", profile.waiting(), 0);
        return lines;
    }

    private void other(String what, double seconds, double floor) {
        row(what, new Pass(seconds, 0), floor, "", "", "");
    }

    private void row(String what, Pass total, double floor, String forward, String weights, String inputs) {
        double ours = total.seconds() / profile.steps();
        lines.add(String.format(
                Locale.ROOT, "| %s | %s | %.3f | %.3f | %.3f | %s | %s | %s | %s |", what,
                total.multiplyAdds() == 0
                        ? ""
                        : String.format(Locale.ROOT, "%.2f M", perStep(total.multiplyAdds()) * 1e-6),
                floor * 1e3, ours * 1e3, (ours - floor) * 1e3, ofPeak(total), forward, weights, inputs));
    }

    private String ofPeak(Pass pass) {
        return pass.multiplyAdds() == 0
                ? ""
                : String.format(Locale.ROOT, "%.0f%%", 100 * pass.multiplyAdds() / pass.seconds()
                        / machine.multiplyAdds().median());
    }

    private double perStep(long total) {
        return (double) total / profile.steps();
    }
}
