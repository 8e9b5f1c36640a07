package dev.hourglass.cli.output;

import dev.hourglass.experiments.report.TextTable;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.profile.LayerProfile;
import dev.hourglass.profile.Pass;
import dev.hourglass.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A profile for people: milliseconds a step, layer by layer.
public final class ProfileText {
    private static final double MILLIS = 1e3;
    private static final double MILLION = 1e-6;
    private static final String NOTHING = "";

    private final Profile profile;
    private final TextTable table = new TextTable("lrrrrrrr");

    private ProfileText(Profile profile) {
        this.profile = profile;
    }

    /// @param profile empty where the training ended in its first steps, which are not measured
    public static List<String> lines(Optional<Profile> profile) {
        return profile.map(found -> new ProfileText(found).lines())
                .orElse(List.of("no profile: the training ended while the JVM was warming up"));
    }

    private List<String> lines() {
        table.row(NOTHING, "forward", "weight", "input", "all", "share", "multiply-adds", "GFLOP/s");
        table.row(NOTHING, NOTHING, "gradient", "gradient", NOTHING, NOTHING, "in millions", "per thread");
        profile.layers().forEach(this::layer);
        other("filling panels", profile.filling());
        other("loss", profile.loss());
        other("update", profile.update());
        other("waiting and other", profile.waiting());
        var computing = profile.computing();
        table.row(
                "whole step", NOTHING, NOTHING, NOTHING, millis(profile.threadSeconds()), "100.0%",
                millions(computing.multiplyAdds()), gigaflops(computing.multiplyAdds(), profile.threadSeconds()));
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Time per step by layer, in milliseconds summed over %s (%,d steps of %,d samples, %.3f ms each):",
                threads(), profile.steps(),
                Math.round((double) profile.samples() / profile.steps()),
                profile.seconds() / profile.steps() * MILLIS));
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        return lines;
    }

    /// As `2 threads`, or `1.3 of 2 threads` where fewer were faster for a time.
    private String threads() {
        int most = profile.threads();
        double mean = profile.meanThreads();
        var used = mean > most - 0.05 ? "" : String.format(Locale.ROOT, "%.1f of ", mean);
        return used + CountedNoun.text(most, "thread");
    }

    private void layer(LayerProfile layer) {
        var total = layer.total();
        table.row(
                layer.title(), millis(layer.forward()), millis(layer.weightGradient()), millis(layer.inputGradient()),
                millis(total.seconds()), share(total.seconds()), millions(total.multiplyAdds()),
                gigaflops(total.multiplyAdds(), total.seconds()));
    }

    private void other(String what, double seconds) {
        table.row(what, NOTHING, NOTHING, NOTHING, millis(seconds), share(seconds), NOTHING, NOTHING);
    }

    /// Empty where a layer does nothing in a direction: what is left is the time that it takes to look at the clock.
    private String millis(Pass pass) {
        var millis = millis(pass.seconds());
        return millis.equals(millis(0)) ? NOTHING : millis;
    }

    private String millis(double seconds) {
        return format("%.3f", seconds / profile.steps() * MILLIS);
    }

    private String share(double seconds) {
        return format("%.1f%%", seconds / profile.threadSeconds() * 100);
    }

    private String millions(long multiplyAdds) {
        return multiplyAdds == 0 ? NOTHING : format("%,.2f", (double) multiplyAdds / profile.steps() * MILLION);
    }

    private static String gigaflops(long multiplyAdds, double seconds) {
        return multiplyAdds == 0 ? NOTHING : format("%.1f", new Pass(seconds, multiplyAdds).gigaflops());
    }

    private static String format(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
