package dev.hourglass.data;

import java.math.BigInteger;
import java.util.Comparator;

/// The order in which named classes are numbered: names that are whole numbers by their value, then all others by their
/// letters. So folders called 0 to 11 are the classes 0 to 11, and "10" does not come before "2".
public enum ClassOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String a, String b) {
        boolean isNumber = isNumber(a);
        if (isNumber != isNumber(b)) {
            return isNumber ? -1 : 1;
        }
        int byValue = isNumber ? new BigInteger(a).compareTo(new BigInteger(b)) : 0;
        return byValue != 0 ? byValue : a.compareTo(b);
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
