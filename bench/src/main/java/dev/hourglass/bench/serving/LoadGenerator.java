package dev.hourglass.bench.serving;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Sends requests as fast as they are answered, by `wrk`, or at a rate, by `hey`.
record LoadGenerator(Path folder, int connections, int seconds) {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern WRK_PERCENTILE = Pattern.compile("\\s+(50|99)%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern HEY_PERCENTILE = Pattern.compile("\\s+(50|99)%+ in ([0-9.]+) secs");
    private static final Pattern STATUS = Pattern.compile("\\[([0-9]+)\\]\\s+[0-9]+ responses");
    private static final Pattern OTHERS = Pattern.compile("Non-2xx or 3xx responses: ([0-9]+)|Socket errors: .*");

    /// @param perSecond requests
    /// @param median milliseconds
    /// @param slowest milliseconds that 99 of 100 took at most
    record Latency(double perSecond, double median, double slowest) {}

    /// At full load.
    Latency full(URI server, Request request) throws IOException {
        var text = run("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "30s", "--latency", "-s",
                request.writeScript(folder).toString(), server + Request.PATH);
        var others = OTHERS.matcher(text);
        if (others.find()) {
            throw new IOException("expected answers of status 200 alone, found " + others.group());
        }
        return new Latency(number(RATE, text), wrkPercentile(text, "50"), wrkPercentile(text, "99"));
    }

    /// At a rate, spread over the connections.
    Latency at(double perSecond, URI server, Request request) throws IOException {
        request.writeScript(folder);
        var command = new ArrayList<>(List.of("hey", "-z", seconds + "s", "-c", Integer.toString(connections), "-q",
                String.format(Locale.ROOT, "%.0f", Math.max(1, perSecond / connections)), "-m", "POST", "-D",
                request.bodyFile(folder).toString()));
        for (var header : request.headers()) {
            command.add("-H");
            command.add(header);
        }
        command.add("-T");
        command.add(request.headers()[0].substring("Content-Type: ".length()));
        command.add(server + Request.PATH);
        var text = run(command.toArray(String[]::new));
        var statuses = STATUS.matcher(text).results().map(status -> status.group(1)).toList();
        if (!statuses.equals(List.of("200")) || text.contains("Error distribution")) {
            throw new IOException("expected answers of status 200 alone, found\n" + text);
        }
        return new Latency(number(RATE, text), heyPercentile(text, "50"), heyPercentile(text, "99"));
    }

    private static double number(Pattern pattern, String text) throws IOException {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("expected '%s' in\n%s".formatted(pattern, text));
        }
        return Double.parseDouble(found.group(1));
    }

    private static double wrkPercentile(String text, String percent) throws IOException {
        var found = WRK_PERCENTILE.matcher(text);
        while (found.find()) {
            if (found.group(1).equals(percent)) {
                double value = Double.parseDouble(found.group(2));
                return switch (found.group(3)) {
                    case "us" -> value / 1000;
                    case "ms" -> value;
                    default -> value * 1000;
                };
            }
        }
        throw new IOException("expected percentiles in\n" + text);
    }

    private static double heyPercentile(String text, String percent) throws IOException {
        var found = HEY_PERCENTILE.matcher(text);
        while (found.find()) {
            if (found.group(1).equals(percent)) {
                return Double.parseDouble(found.group(2)) * 1000;
            }
        }
        throw new IOException("expected percentiles in\n" + text);
    }

    private static String run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException(command[0] + ": is it installed?", e);
        }
    }
}
