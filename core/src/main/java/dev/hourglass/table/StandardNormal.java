package dev.hourglass.table;

/// The standard normal distribution.
public final class StandardNormal {
    private static final double[] A = {
        3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
        45921.95393154987,
        67265.7709270087, 33430.57558358813, 2509.0809287301227,
    };
    private static final double[] B = {
        1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
        39307.89580009271,
        28729.085735721943, 5226.495278852854,
    };
    private static final double[] C = {
        1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
        1.2704582524523684,
        0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
    };
    private static final double[] D = {
        1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
        0.015198666563616457, 0.0005475938084995345, 1.0507500716444169E-9,
    };
    private static final double[] E = {
        6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
        0.026532189526576124,
        0.0012426609473880784, 2.7115555687434876E-5, 2.0103343992922881E-7,
    };
    private static final double[] F = {
        1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
        1.8463183175100548E-5, 1.421511758316446E-7, 2.0442631033899397E-15,
    };

    private StandardNormal() {}

    /// The coefficients of the quantile for probabilities `p` from 1e-10 to `1 - 1e-10`, by rising power, for other runtimes: numerator and
    /// denominator in `0.180625 - q^2`, where `q = p - 0.5` is at most 0.425 off 0, which give the quantile divided by q; then those in
    /// `sqrt(-log(min(p, 1 - p))) - 1.6`, which give its size.
    public static double[][] coefficients() {
        return new double[][] {A.clone(), B.clone(), C.clone(), D.clone()};
    }

    /// The number below which the distribution has probability p: algorithm AS 241 (Wichura 1988), to 16 digits.
    ///
    /// @param p above 0 and below 1
    public static double of(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(A, r) / polynomial(B, r);
        }
        double r = StrictMath.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
        double size = r <= 5
                ? polynomial(C, r - 1.6) / polynomial(D, r - 1.6)
                : polynomial(E, r - 5) / polynomial(F, r - 5);
        return q < 0 ? -size : size;
    }

    /// The probability below x: the quantile's inverse, by bisection, to 15 digits.
    static double probability(double x) {
        double low = 0;
        double high = 1;
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high || middle >= 1) {
                return middle;
            }
            if (of(middle) < x) {
                low = middle;
            } else {
                high = middle;
            }
            if (high - low < 1e-15) {
                return middle;
            }
        }
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
        return sum;
    }
}
