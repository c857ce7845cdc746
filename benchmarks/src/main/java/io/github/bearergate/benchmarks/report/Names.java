package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.peers.Peer;
import java.util.Arrays;
import java.util.Optional;

/** What parameters are called in tables. */
final class Names {
    private Names() {}

    static boolean isPeer(String library) {
        return peer(library).isPresent();
    }

    static String library(String parameter) {
        return switch (parameter) {
            case "raw" -> "*raw `Signature.verify`*";
            case "sha256" -> "*SHA-256 of the token*";
            case "bearergate" -> "**BearerGate**, no memo";
            case "bearergate-memo" -> "**BearerGate**, remembered token";
            default -> peer(parameter).map(Peer::title).orElse(parameter);
        };
    }

    static String server(String name) {
        return switch (name) {
            case "none" -> "no filter";
            case "bearergate" -> "**BearerGate**";
            case "bearergate-no-memo" -> "**BearerGate**, no memo";
            case "bearergate-native-no-memo" -> "**BearerGate**, no memo, native provider";
            case "spring" -> "Spring Security resource server";
            default -> name;
        };
    }

    /** Without the marks of Markdown, for plots. */
    static String plain(String marked) {
        return marked.replace("*", "").replace("`", "");
    }

    private static Optional<Peer> peer(String parameter) {
        return Arrays.stream(Peer.values())
                .filter(each -> each.parameter().equals(parameter))
                .findFirst();
    }
}
