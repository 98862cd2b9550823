package dev.haloy.matrix;

import dev.haloy.matrix.Spot.Job;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which faults can happen where, and the page that shows what they lead to. */
final class Matrix {
    private static final String BETWEEN = " · ";
    private static final String NOWHERE = "—";

    private Matrix() {}

    /** Everything that can happen. */
    static Stream<Cell> cells() {
        return Stream.of(Spot.values()).flatMap(Matrix::cells);
    }

    private static Stream<Cell> cells(Spot spot) {
        return Stream.of(Mishap.values())
                .flatMap(mishap -> Stream.of(false, true)
                        .filter(always -> obstacle(spot, mishap, always).isEmpty())
                        .map(always -> new Cell(spot, mishap, always)));
    }

    private static Optional<String> obstacle(Spot spot, Mishap mishap, boolean always) {
        return always ? mishap.obstacleToRepeating(spot) : mishap.obstacle(spot);
    }

    /** The page, from what was said in each cell. */
    static String page(Map<Cell, String> said) {
        StringBuilder page = new StringBuilder("""
                # What is said when something breaks

                Written by `FaultMatrixTest`, which runs every cell over real sockets against an embedded server and holds what the run said
                against what that server really runs. Each cell says what became of the target when the fault struck once, and when it struck
                from then on: `once · always`.

                | word | means |
                |---|---|
                | deployed | the new version runs, and the server has confirmed it |
                | not sent | nothing that changes a server was sent, and the run says why |
                | image not sent | the image did not get there, and nothing was deployed |
                | not taken | the server did not take the request, and the run says so |
                | failed | the server tried, and the new version does not run |
                | unknown | nobody could find out in time; the run says what was seen last and how to find out |
                | — | cannot happen there; the reasons are below |
                """);
        Set<String> titles = new LinkedHashSet<>();
        Stream.of(Job.values()).forEach(job -> titles.add(job.title));
        titles.forEach(title -> table(page, title, said));
        page.append("\n## What cannot happen\n\n");
        reasons()
                .forEach((reason, cells) -> page.append("- ")
                        .append(reason)
                        .append(": ")
                        .append(cells)
                        .append("\n"));
        return page.toString();
    }

    private static void table(StringBuilder page, String title, Map<Cell, String> said) {
        List<Spot> spots = Arrays.stream(Spot.values())
                .filter(spot -> spot.job.title.equals(title))
                .toList();
        page.append("\n## ").append(title).append("\n\n| |");
        spots.forEach(spot -> page.append(' ').append(spot.words).append(" |"));
        page.append("\n|---|").append("---|".repeat(spots.size())).append('\n');
        for (Mishap mishap : Mishap.values()) {
            List<String> row =
                    spots.stream().map(spot -> words(spot, mishap, said)).toList();
            if (!row.stream().allMatch(NOWHERE::equals)) {
                page.append("| ").append(mishap.words).append(" |");
                row.forEach(cell -> page.append(' ').append(cell).append(" |"));
                page.append('\n');
            }
        }
    }

    private static String words(Spot spot, Mishap mishap, Map<Cell, String> said) {
        String once = said.getOrDefault(new Cell(spot, mishap, false), NOWHERE);
        String always = said.getOrDefault(new Cell(spot, mishap, true), NOWHERE);
        return once.equals(NOWHERE) && always.equals(NOWHERE) ? NOWHERE : once + BETWEEN + always;
    }

    /** What the page says of each cell. */
    static Map<Cell, String> read(String page) {
        Map<Cell, String> said = new LinkedHashMap<>();
        List<Spot> spots = List.of();
        for (String line : page.lines().filter(line -> line.startsWith("| ")).toList()) {
            List<String> columns =
                    Stream.of(line.substring(1).split("\\|")).map(String::strip).toList();
            if (columns.get(0).isEmpty()) {
                spots = columns.stream().skip(1).map(Matrix::spot).toList();
            } else {
                readRow(columns, spots, said);
            }
        }
        return said;
    }

    private static Spot spot(String words) {
        return Stream.of(Spot.values())
                .filter(spot -> spot.words.equals(words))
                .findFirst()
                .orElseThrow();
    }

    private static void readRow(List<String> columns, List<Spot> spots, Map<Cell, String> said) {
        Optional<Mishap> mishap = Stream.of(Mishap.values())
                .filter(each -> each.words.equals(columns.get(0)))
                .findFirst();
        for (int i = 0; mishap.isPresent() && i < spots.size(); i++) {
            String[] words = columns.get(i + 1).split(BETWEEN);
            for (int j = 0; j < words.length; j++) {
                said.put(new Cell(spots.get(i), mishap.get(), j == 1), words[j]);
            }
        }
    }

    private static Map<String, String> reasons() {
        Map<String, Set<String>> reasons = new LinkedHashMap<>();
        for (Mishap mishap : Mishap.values()) {
            for (Spot spot : Spot.values()) {
                mishap.obstacle(spot)
                        .ifPresent(why -> reasons.computeIfAbsent(why, key -> new LinkedHashSet<>())
                                .add(mishap.words));
                mishap.obstacleToRepeating(spot)
                        .filter(why -> mishap.obstacle(spot).isEmpty())
                        .ifPresent(why -> reasons.computeIfAbsent(why, key -> new LinkedHashSet<>())
                                .add(mishap.words + ", again and again"));
            }
        }
        return reasons.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> String.join("; ", entry.getValue()),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }
}
