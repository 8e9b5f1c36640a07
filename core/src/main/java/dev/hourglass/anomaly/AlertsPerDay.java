package dev.hourglass.anomaly;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// A number of rows like those of training is flagged in a day.
///
/// @param alerts above 0, at most all rows
/// @param rows that are scored in a day
public record AlertsPerDay(double alerts, double rows) implements Threshold {
    public AlertsPerDay {
        Require.positive("alerts_per_day", "alerts", alerts);
        Require.positive("alerts_per_day", "rows", rows);
        if (alerts > rows) {
            throw new SpecException(String.format(Locale.ROOT,
                    "alerts_per_day: alerts must be at most rows, found %s of %s", alerts, rows));
        }
    }

    /// The same with other `alerts`.
    public AlertsPerDay withAlerts(double alerts) {
        return new AlertsPerDay(alerts, rows);
    }

    /// The same with other `rows`.
    public AlertsPerDay withRows(double rows) {
        return new AlertsPerDay(alerts, rows);
    }

    @Override
    public double score(Tail heldOut) {
        return heldOut.quantile(alerts / rows);
    }
}
