package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.ContainerOutput;
import dev.haloy.embedded.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Streams of what containers print. Every reader has a connection to Docker of its own. */
final class ContainerLogs {
    private static final int USUAL_TAIL = 100;
    private static final Pattern POSITIVE = Pattern.compile("0*[1-9][0-9]{0,8}");

    private final Site site;
    private final Set<Following> open = new LinkedHashSet<>();

    ContainerLogs(Site site) {
        this.site = site;
    }

    Route route() {
        return Route.stream("/v1/logs/*", this::open);
    }

    int openStreams() {
        return open.size();
    }

    void cutAll() {
        List<Following> left = List.copyOf(open);
        open.clear();
        left.forEach(Following::cut);
    }

    private void open(Route.Call call) {
        boolean all = call.query("allContainers").equals("true");
        ContainerChoice choice = ContainerChoice.of(site.docker(), call.parameter(), call.query("containerId"), all);
        if (choice.isNone()) {
            call.reply().error(choice.status(), choice.trouble());
            return;
        }
        String tail = call.query("tail");
        int count = POSITIVE.matcher(tail).matches() ? Integer.parseInt(tail) : USUAL_TAIL;
        boolean follow = !(site.dialect().since(69) && call.query("follow").equals("false"));
        new Following(call.reply().stream()).start(choice.containers(), count, follow);
    }

    private static byte[] message(Container container, String line) {
        StringBuilder out = new StringBuilder(line.length() + 112).append("data: {\"containerId\":");
        JsonText.quote(JsonText.quote(out, container.id()).append(",\"line\":"), line);
        return out.append("}\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One reader; its stream ends with the last of its containers. */
    private final class Following {
        private final SseStream stream;
        private final Map<Container, ContainerOutput.Reader> readers = new LinkedHashMap<>();

        Following(WireAnswer answer) {
            stream = new SseStream(site.time(), answer, this::leave);
        }

        void start(List<Container> containers, int tail, boolean follow) {
            open.add(this);
            stream.open();
            for (Container container : containers) {
                container.output().last(tail).forEach(line -> send(container, line));
                if (follow && container.isRunning()) {
                    ContainerOutput.Reader reader = reader(container);
                    readers.put(container, reader);
                    container.output().follow(reader);
                }
            }
            endIfNothingFollows();
        }

        private ContainerOutput.Reader reader(Container container) {
            return new ContainerOutput.Reader() {
                @Override
                public void printed(String entry) {
                    send(container, entry);
                }

                @Override
                public void ended() {
                    readers.remove(container);
                    endIfNothingFollows();
                }
            };
        }

        private void send(Container container, String line) {
            if (!line.isEmpty()) {
                stream.send(message(container, line));
            }
        }

        private void endIfNothingFollows() {
            if (readers.isEmpty()) {
                open.remove(this);
                stream.finish();
            }
        }

        private void leave() {
            open.remove(this);
            readers.forEach((container, reader) -> container.output().leave(reader));
            readers.clear();
        }

        void cut() {
            leave();
            stream.cut();
        }
    }
}
