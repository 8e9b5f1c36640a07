package dev.hourglass.bench.contender;

/// Standard normal numbers for the steps whose losses are compared.
public final class SharedNoise {
    private final float[] values;
    private final Setting setting;
    private final int inputs;
    private final int codes;

    SharedNoise(float[] values, Setting setting, int codeSize) {
        this.values = values;
        this.setting = setting;
        this.inputs = setting.sigma() > 0 ? setting.batch() * setting.features() : 0;
        this.codes = setting.batch() * codeSize;
    }

    /// Those of a step's inputs.
    ///
    /// @param step from 0
    public float[] ofInputs(int step, ChannelOrder order) {
        var normals = new float[inputs];
        for (int i = 0; i < inputs; i++) {
            normals[order.place(i, setting)] = values[step * (inputs + codes) + i];
        }
        return normals;
    }

    /// Those of a step's codes, `[sample][dimension]`.
    ///
    /// @param step from 0
    public float[] ofCodes(int step) {
        var normals = new float[codes];
        System.arraycopy(values, step * (inputs + codes) + inputs, normals, 0, codes);
        return normals;
    }
}
