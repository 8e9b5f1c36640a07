package dev.hourglass.internal.kernel;

/// Elementwise sums, see [ForwardKernels], as plain loops.
final class ScalarTransforms {
    private static final int AXIS = 4;

    private ScalarTransforms() {}

    static void combine(int count, float a, float[] m, int xAt, int yAt, int tAt) {
        for (int i = 0; i < count; i++) {
            m[tAt + i] = Math.fma(m[yAt + i], a, m[xAt + i]);
        }
    }

    static void combine(int count, float a, float b, float floor, float[] m, int xAt, int yAt, int zAt, int tAt) {
        for (int i = 0; i < count; i++) {
            m[tAt + i] = Math.max(Math.fma(m[zAt + i], b, Math.fma(m[yAt + i], a, m[xAt + i])), floor);
        }
    }

    static void toTile(int count, int pixel, int line, int plane, float[] m, int xAt, int tAt) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < AXIS; c++) {
                int x = xAt + c * pixel + i;
                sumSource(m[x], m[x + line], m[x + 2 * line], m[x + 3 * line], m, tAt + c * plane + i, AXIS * plane);
            }
            for (int r = 0; r < AXIS; r++) {
                int t = tAt + r * AXIS * plane + i;
                sumSource(m[t], m[t + plane], m[t + 2 * plane], m[t + 3 * plane], m, t, plane);
            }
        }
    }

    private static void sumSource(float d0, float d1, float d2, float d3, float[] m, int at, int step) {
        m[at] = d0 - d2;
        m[at + step] = d1 + d2;
        m[at + 2 * step] = d2 - d1;
        m[at + 3 * step] = d1 - d3;
    }

    static void fromTile(
            int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0, int below1) {
        for (int i = 0; i < count; i++) {
            int t = tAt + i;
            fromColumn(first(m, t, plane), first(m, t + AXIS * plane, plane), first(m, t + 2 * AXIS * plane, plane),
                    first(m, t + 3 * AXIS * plane, plane), floor, m, y0 + i, below0 + i);
            fromColumn(second(m, t, plane), second(m, t + AXIS * plane, plane), second(m, t + 2 * AXIS * plane, plane),
                    second(m, t + 3 * AXIS * plane, plane), floor, m, y1 + i, below1 + i);
        }
    }

    private static float first(float[] m, int t, int plane) {
        return m[t] + m[t + plane] + m[t + 2 * plane];
    }

    private static float second(float[] m, int t, int plane) {
        return m[t + plane] - m[t + 2 * plane] + m[t + 3 * plane];
    }

    private static void fromColumn(
            float n0, float n1, float n2, float n3, float floor, float[] m, int yAt, int belowAt) {
        m[yAt] = Math.max(n0 + n1 + n2, floor);
        m[belowAt] = Math.max(n1 - n2 + n3, floor);
    }

    static void fromDifferences(
            int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0, int below1) {
        for (int i = 0; i < count; i++) {
            int t = tAt + i;
            float left = m[t] + m[t + plane];
            float right = m[t] + m[t + 2 * plane];
            fromRow(left, right, floor, m, t + 3 * plane, plane, y0 + i, y1 + i);
            fromRow(left, right, floor, m, t + 6 * plane, plane, below0 + i, below1 + i);
        }
    }

    private static void fromRow(
            float left, float right, float floor, float[] m, int t, int plane, int yAt, int nextAt) {
        m[yAt] = Math.max(m[t] + m[t + plane] + left, floor);
        m[nextAt] = Math.max(m[t] + m[t + 2 * plane] + right, floor);
    }
}
