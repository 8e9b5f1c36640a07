package dev.hourglass.bench.race;

import java.util.ArrayList;
import java.util.List;

/// The frameworks of a race.
final class Participants {
    private Participants() {}

    /// Hourglass and those of the wanted ones that can race; prints why others do not.
    ///
    /// @param wanted all, where there are none
    static List<Framework> of(List<Framework> wanted, Discipline discipline) {
        var frameworks = new ArrayList<Framework>();
        for (var framework : Framework.values()) {
            boolean isAble = framework.racesIn(discipline);
            boolean isWanted = wanted.isEmpty() ? isAble : wanted.contains(framework);
            if (framework == Framework.HOURGLASS || (isWanted && isAble && framework.isThere())) {
                frameworks.add(framework);
            } else if (isWanted) {
                System.err.println(framework.title()
                        + (isAble ? ": not there, see PERFORMANCE.md" : ": does not race in " + discipline));
            }
        }
        return frameworks;
    }
}
