package io.github.bearergate.attacks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A challenge of a {@code WWW-Authenticate} field, read by the letter of RFC 9110 sections 11.2 and 11.6.1 and of RFC 6750 section
 * 3.
 *
 * @param scheme the name of the scheme, as written
 * @param parameters the parameters by their names in lower case
 */
record ParsedChallenge(String scheme, Map<String, String> parameters) {
    /**
     * Reads the value of one field, which may hold several challenges.
     *
     * @throws IllegalArgumentException when it breaks the grammar, a parameter occurs twice in one challenge, or a parameter of
     *     RFC 6750 has a character that its section 3 does not allow
     */
    static List<ParsedChallenge> all(String field) {
        return new Reader(field).challenges();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<ParsedChallenge> challenges() {
            List<ParsedChallenge> challenges = new ArrayList<>();
            do {
                challenges.add(challenge());
            } while (at < text.length());
            return challenges;
        }

        private ParsedChallenge challenge() {
            String scheme = token();
            Map<String, String> parameters = new LinkedHashMap<>();
            if (at < text.length() && text.charAt(at) == ' ') {
                skip(" ");
                do {
                    parameter(parameters);
                } while (comma() && parameterFollows());
            } else if (at < text.length() && !comma()) {
                throw broken("something else follows the scheme");
            }
            return new ParsedChallenge(scheme, parameters);
        }

        private void parameter(Map<String, String> parameters) {
            String name = token().toLowerCase(Locale.ROOT);
            skip(" \t");
            expect('=');
            skip(" \t");
            String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
            if (parameters.put(name, value) != null) {
                throw broken(name + " occurs twice");
            }
            boolean allowed = switch (name) {
                case "error", "error_description" -> value.matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
                case "scope" -> value.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");
                default -> true;
            };
            if (!allowed) {
                throw broken(name + " has a character that it must not have");
            }
        }

        private boolean comma() {
            int before = at;
            skip(" \t");
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                skip(" \t");
                if (at == text.length()) {
                    throw broken("it ends in a comma");
                }
                return true;
            }
            if (at < text.length() || before != at) {
                throw broken("a comma is missing");
            }
            return false;
        }

        /** After a comma comes a parameter if an equals sign follows the name, else a new challenge. */
        private boolean parameterFollows() {
            int start = at;
            token();
            skip(" \t");
            boolean parameter = at < text.length() && text.charAt(at) == '=';
            at = start;
            return parameter;
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            expect('"');
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                char c = at < text.length() ? text.charAt(at) : 0;
                if (c != '\t' && (c < 0x20 || c > 0x7E)) {
                    throw broken("a quoted string has a character that it must not have");
                }
                value.append(c);
                at++;
            }
            expect('"');
            return value.toString();
        }

        private String token() {
            int start = at;
            while (at < text.length() && isTokenCharacter(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw broken("a name is missing");
            }
            return text.substring(start, at);
        }

        private static boolean isTokenCharacter(char c) {
            return (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }

        private void skip(String characters) {
            while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private void expect(char c) {
            if (at >= text.length() || text.charAt(at) != c) {
                throw broken("a " + c + " is missing");
            }
            at++;
        }

        private IllegalArgumentException broken(String why) {
            return new IllegalArgumentException(why + " at " + at + " of: " + text);
        }
    }
}
