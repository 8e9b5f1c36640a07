package dev.hourglass.cli.output;

import dev.hourglass.profile.LayerProfile;
import dev.hourglass.profile.Pass;
import dev.hourglass.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;

/// A profile for machines: seconds of all measured steps, summed over threads but for `seconds` itself.
final class ProfileFields {
    private ProfileFields() {}

    static Map<String, Object> of(Profile profile) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("threads", profile.threads());
        fields.put("meanThreads", profile.meanThreads());
        fields.put("steps", profile.steps());
        fields.put("samples", profile.samples());
        fields.put("seconds", profile.seconds());
        fields.put("layers", profile.layers().stream().map(ProfileFields::of).toList());
        fields.put("filling", profile.filling());
        fields.put("loss", profile.loss());
        fields.put("update", profile.update());
        fields.put("waiting", profile.waiting());
        return fields;
    }

    private static Map<String, Object> of(LayerProfile layer) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("layer", layer.title());
        fields.put("forward", of(layer.forward()));
        fields.put("weightGradient", of(layer.weightGradient()));
        fields.put("inputGradient", of(layer.inputGradient()));
        return fields;
    }

    private static Map<String, Object> of(Pass pass) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("seconds", pass.seconds());
        fields.put("multiplyAdds", pass.multiplyAdds());
        fields.put("gigaflops", pass.gigaflops());
        return fields;
    }
}
