package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.DENIED_BY_POLICY;
import static io.github.bearergate.Reason.MISSING_TOKEN;
import static io.github.bearergate.attacks.Expected.byContainer;
import static io.github.bearergate.attacks.Expected.refused;
import static io.github.bearergate.attacks.Expected.served;

import io.github.bearergate.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Variations on the wire that stand in no catalogue: whatever a client writes around a token, a path or a method, it opens nothing. */
class WireVariationsTest extends AttackTable {
    private static final String LONG = "a".repeat(20_000);

    @Override
    void attacks() {
        String protectedPath = "GET " + World.PATH + " HTTP/1.1^Host: localhost^";
        each(
                WireRows.FIELDS,
                cells -> attack(cells[0])
                        .sent(
                                expected(cells[1]),
                                shown(cells[2]),
                                world -> filled(world, protectedPath + "Authorization: " + cells[2])));
        each(
                WireRows.ELSEWHERE,
                cells -> attack(cells[0])
                        .sent(
                                refused(MISSING_TOKEN),
                                shown(cells[1]),
                                world -> filled(world, protectedPath + cells[1])));
        each(
                WireRows.REQUESTS,
                cells -> attack(cells[0]).sent(expected(cells[1]), shown(cells[2]), world -> filled(world, cells[2])));
        each(WireRows.TARGETS, cells -> {
            String request = "GET " + cells[2] + " HTTP/1.1^Host: localhost";
            boolean unknown = cells[1].equals("UNKNOWN");
            attack(cells[0])
                    .sent(
                            unknown ? refused(MISSING_TOKEN) : expected(cells[1]),
                            shown(cells[2]),
                            world -> filled(world, request))
                    .sent(
                            unknown ? refused(DENIED_BY_POLICY) : expected(cells[1]),
                            shown(cells[2]) + " with a token",
                            world -> filled(world, request + "^Authorization: Bearer @good"));
        });
    }

    private static Expected expected(String word) {
        if (word.equals("SERVED")) {
            return served();
        }
        return word.startsWith("container ")
                ? byContainer(Integer.parseInt(word.substring(10)))
                : refused(Reason.valueOf(word));
    }

    private static void each(String table, Consumer<String[]> row) {
        table.lines().map(line -> line.translateEscapes().split(" \\| ", 3)).forEach(row);
    }

    private static RawRequest filled(World world, String text) {
        String filled = text.replace("@good", world.valid())
                .replace("@forged", world.token().forged().sign())
                .replace("@long", LONG);
        int end = filled.indexOf("^^");
        String head = end < 0 ? filled : filled.substring(0, end);
        String body = end < 0 ? "" : filled.substring(end + 2).replace("^", "\r\n");
        List<String> lines = new ArrayList<>(Arrays.asList(head.split("\\^", -1)));
        String start = lines.remove(0);
        int target = start.indexOf(' ') + 1;
        int version = start.lastIndexOf(' ');
        return new RawRequest(
                start.substring(0, target - 1),
                start.substring(target, version),
                start.substring(version + 1),
                lines,
                body);
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .forEach(c -> shown.append(c >= 0x20 && c < 0x7F ? String.valueOf((char) c) : "U+%04X".formatted(c)));
        return shown.toString();
    }
}
