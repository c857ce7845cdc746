package io.github.bearergate.attacks;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Request targets in strange spellings: some of our own, and the public vectors where they are at hand. */
final class PathVectors {
    /** What stands between two segments, around them, or in place of a letter. */
    private static final List<String> JOINTS = List.of(
            "/../",
            "/./",
            "//",
            ";/",
            ";x=y/",
            ";/../",
            ";x/../",
            "/..;/",
            "/.;/",
            "/..;x/",
            "/%2e%2e/",
            "/%2E%2e/",
            "/.%2e/",
            "/%2e/",
            "%2f..%2f",
            "%2F../",
            "/..%2f",
            "\\..\\",
            "%5c..%5c",
            "/..%5c",
            "/%c0%ae%c0%ae/",
            "/%u002e%u002e/",
            "/..%00/",
            "/..%0a/",
            "/..%3b/",
            "%3b/../",
            ";%2f../",
            "/%252e%252e/",
            "/%ef%bc%8e%ef%bc%8e/",
            "/..%ef%bc%8f",
            "/.../",
            "/..../",
            "/. ./",
            "/.%20./",
            "/..%20/",
            "/%20../",
            "/..?/",
            "/..#/",
            "/../../",
            "/x/../../",
            "/x/%2e%2e/../");

    private PathVectors() {}

    /** Targets that begin openly and mean to end elsewhere, and others that mean a guarded place at once. */
    static List<String> own() {
        List<String> targets = new ArrayList<>();
        for (String joint : JOINTS) {
            targets.add("/public" + joint + "api/x");
            targets.add("/public/x" + joint + "../api/x");
            targets.add("/public" + joint + "..//api/x");
            targets.add(joint + "api/x");
            targets.add("/api" + joint + "x");
            targets.add("/public/.." + joint + "api/x.json");
        }
        for (String target : List.of(
                "/api/x",
                "/api",
                "/api/",
                "/%61pi/x",
                "/ap%69/x",
                "/API/x",
                "/api/x.json",
                "/api/x;.json",
                "/api;/x",
                "/api%3b/x",
                "/api%20/x",
                "/api/x%20",
                "/api%09/x",
                "/;/api/x",
                "/",
                "",
                "*",
                "api/x",
                "public/../api/x",
                "?/public/",
                "/?/public/x",
                "/api/x?/public",
                "/api/x#/public",
                "/public#/../api/x",
                "/publicapi/x",
                "/public%2fapi/x",
                "/x.json",
                "/api/../x.json",
                "/public.json",
                "http://all.test/api/x",
                "HTTP://all.test/public/../api/x",
                "//all.test/api/x",
                "/\u00E9",
                "/caf\u00C3\u00A9",
                "/api/%",
                "/api/%1",
                "/api/%zz",
                "/api/%ff",
                "/api/%00",
                "/api/%0d%0a",
                "/api|x",
                "/api[x]",
                "/api{x}",
                "/api\"x",
                "/api<x>",
                "/api^x",
                "/api`x")) {
            targets.add(target);
        }
        return targets;
    }

    /** The rows of the public vectors; none where they are absent. */
    static List<String> published() {
        List<String> targets = new ArrayList<>();
        rows("jetty-12.1.13-observed.json").forEach(row -> targets.add(String.valueOf(row.get("target"))));
        rows("servlet6-uri-canonicalization.json").forEach(row -> targets.add(String.valueOf(row.get("encoded"))));
        return targets;
    }

    @SuppressWarnings("unchecked") // the shape of the files is known
    private static List<Map<String, Object>> rows(String name) {
        Path file = Path.of(System.getProperty("bearergate.vectors", ""), "paths", name);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return (List<Map<String, Object>>)
                    JSONObjectUtils.parse(Files.readString(file)).getOrDefault("rows", List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
