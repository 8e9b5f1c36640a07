package dev.hourglass.internal.kernel;

/// Means, variances and what follows from them, number by number.
final class ScalarNormalisation {
    private ScalarNormalisation() {}

    /// @param from the first number of each place
    static void addUp(int from, int count, int places, int step, float[] m, int xAt, int sAt) {
        for (int i = from; i < count; i++) {
            float sum = m[sAt + i];
            for (int p = 0; p < places; p++) {
                sum += m[xAt + p * step + i];
            }
            m[sAt + i] = sum;
        }
    }

    static void addSquares(int from, int count, int places, int step, float[] m, int xAt, int cAt, int sAt) {
        for (int i = from; i < count; i++) {
            float sum = m[sAt + i];
            float centre = m[cAt + i];
            for (int p = 0; p < places; p++) {
                float difference = m[xAt + p * step + i] - centre;
                sum = Math.fma(difference, difference, sum);
            }
            m[sAt + i] = sum;
        }
    }

    static void normalise(
            int from, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt, int cAt, int rAt,
            int bAt) {
        for (int p = 0; p < places; p++) {
            for (int i = from; i < count; i++) {
                m[yAt + p * yStep + i] = Math.fma(m[xAt + p * xStep + i] - m[cAt + i], m[rAt + i], m[bAt + i]);
            }
        }
    }

    static void addNormalised(
            int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, int cAt, int rAt, int bAt,
            int wAt) {
        for (int p = 0; p < places; p++) {
            for (int i = 0; i < count; i++) {
                float gradient = m[dAt + p * dStep + i];
                float normal = (m[xAt + p * xStep + i] - m[cAt + i]) * m[rAt + i];
                m[bAt + i] += gradient;
                m[wAt + i] = Math.fma(gradient, normal, m[wAt + i]);
            }
        }
    }

    static void normaliseGradient(
            int count, int places, int xStep, int dStep, int dxStep, float[] m, int xAt, int dAt, int dxAt, int cAt,
            int rAt, int wAt, int gAt, int hAt) {
        for (int p = 0; p < places; p++) {
            for (int i = 0; i < count; i++) {
                float normal = (m[xAt + p * xStep + i] - m[cAt + i]) * m[rAt + i];
                float gradient = Math.fma(m[dAt + p * dStep + i], m[wAt + i], -m[gAt + i]);
                m[dxAt + p * dxStep + i] = Math.fma(-normal, m[hAt + i], gradient) * m[rAt + i];
            }
        }
    }
}
