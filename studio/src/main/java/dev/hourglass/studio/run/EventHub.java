package dev.hourglass.studio.run;

import dev.hourglass.server.http.AccessToken;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.Router;
import dev.hourglass.studio.page.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What has changed, as server-sent events (WHATWG HTML, 9.2). A browser that was away gets what it missed, or a request to ask for
/// everything again where that is too much.
public final class EventHub {
    private static final int KEPT = 512;
    private static final Duration BEAT = Duration.ofSeconds(10);

    /// Ids of another studio's events are not taken for this one's.
    private final String boot = AccessToken.random().text().substring(0, 8);
    private final Deque<Event> kept = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long last;
    private boolean isClosed;

    private record Event(long number, String text) {}

    /// Adds its path.
    public void addTo(Router router) {
        router.with("GET", "/api/events", this::stream);
    }

    void publish(String type, Map<String, Object> data) {
        lock.lock();
        try {
            var json = new String(Answer.jsonBytes(data), StandardCharsets.UTF_8);
            kept.add(new Event(++last, "event: %s\nid: %s-%d\ndata: %s\n\n".formatted(type, boot, last, json)));
            if (kept.size() > KEPT) kept.remove();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends all streams.
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void stream(Exchange exchange) throws IOException, InterruptedException {
        long seen = seen(exchange.header("Last-Event-ID"));
        try (var out = exchange.stream("text/event-stream")) {
            if (seen < 0) {
                lock.lock();
                try {
                    seen = last;
                } finally {
                    lock.unlock();
                }
                write(out, "event: all\nid: %s-%d\ndata: {}\n\n".formatted(boot, seen));
            }
            while (true) {
                var news = await(seen);
                if (news.isEmpty()) {
                    return;
                }
                for (var event : news.get()) {
                    write(out, event.text());
                    seen = event.number();
                }
                if (news.get().isEmpty()) {
                    write(out, ": still here\n\n");
                }
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// The number of the last event that a browser has seen; -1 where it has to ask for everything.
    private long seen(Optional<String> id) {
        var parts = id.orElse("").split("-(?=\\d+$)", 2);
        if (parts.length < 2 || !parts[0].equals(boot) || parts[1].length() > 18) {
            return -1;
        }
        long number = Long.parseLong(parts[1]);
        lock.lock();
        try {
            boolean isKept = number <= last && (kept.isEmpty() || number >= kept.element().number() - 1);
            return isKept ? number : -1;
        } finally {
            lock.unlock();
        }
    }

    /// What came after an event, none where nothing came for a while; empty when there will be no more.
    private Optional<List<Event>> await(long seen) throws InterruptedException {
        lock.lock();
        try {
            long left = BEAT.toNanos();
            while (last == seen && !isClosed && left > 0) left = changed.awaitNanos(left);
            if (isClosed) {
                return Optional.empty();
            }
            var news = new ArrayList<Event>();
            kept.stream().filter(event -> event.number() > seen).forEach(news::add);
            return Optional.of(news);
        } finally {
            lock.unlock();
        }
    }

}
