package io.github.bearergate.policyaudit;

import io.github.bearergate.policyaudit.Finding.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One difference between two policies.
 *
 * @param line the line of the new policy that decides so; 0 where none does
 * @param direction what it does to access
 * @param where the requests concerned, or the issuer's setting
 * @param except what the first policy or the second decides otherwise among those requests
 * @param before what the old policy says
 * @param after what the new policy says
 * @param opened a caller who gets in only with the new policy
 * @param closed a caller who gets in only with the old policy
 */
record Change(
        int line,
        Direction direction,
        String where,
        List<String> except,
        String before,
        String after,
        Optional<Witness> opened,
        Optional<Witness> closed) {
    /** Copies the list. */
    Change {
        except = List.copyOf(except);
    }

    /** A difference of an issuer's setting. */
    static Change ofSetting(int line, Direction direction, String where, String before, String after) {
        return new Change(line, direction, where, List.of(), before, after, Optional.empty(), Optional.empty());
    }

    String text() {
        StringBuilder text = new StringBuilder(direction + ": " + where + "\n");
        if (!except.isEmpty()) {
            text.append("    except: ").append(MatrixView.shortList(except)).append('\n');
        }
        text.append("    before: ")
                .append(before)
                .append("\n    after:  ")
                .append(after)
                .append('\n');
        opened.ifPresent(witness ->
                text.append("    gets in now: ").append(witness.text()).append('\n'));
        closed.ifPresent(witness ->
                text.append("    no longer:   ").append(witness.text()).append('\n'));
        return text.toString();
    }

    /** The change as a finding in the new policy. */
    Finding finding(String file, boolean allowed) {
        Weight weight = !direction.opens() ? Weight.NOTE : allowed ? Weight.WARNING : Weight.ERROR;
        Optional<Witness> witness = opened.or(() -> closed);
        return new Finding(
                file,
                line,
                direction.id(),
                weight,
                where + " is " + direction + ": `" + before + "` became `" + after + "`",
                Optional.of(where),
                witness.map(each -> (opened.isPresent() ? "gets in now: " : "no longer: ") + each.text()),
                Optional.empty());
    }

    Map<String, Object> json() {
        Map<String, Object> members = Json.object(
                "direction", direction.toString(), "where", where, "except", except, "before", before, "after", after);
        opened.ifPresent(witness -> members.put("opened", witness.json()));
        closed.ifPresent(witness -> members.put("closed", witness.json()));
        return members;
    }
}
