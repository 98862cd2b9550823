package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.SourceNode.Kind;
import dev.haloy.internal.source.SourceNode.Scalar;
import java.math.BigDecimal;
import java.util.Optional;

/** The types of single values. Nothing is converted: a number in place of a string is a mistake. */
final class Types {
    static final ValueType<String> TEXT = new Text();
    static final ValueType<Integer> INTEGER = new Whole();
    static final ValueType<Boolean> BOOLEAN = new Truth();
    static final ValueType<String> PORT = new Port();

    private Types() {}

    private static Optional<BigDecimal> integral(SourceNode node) {
        if (!(node instanceof Scalar scalar) || (scalar.kind() != Kind.INTEGER && scalar.kind() != Kind.FLOAT)) {
            return Optional.empty();
        }
        boolean finite = scalar.canonical().chars().noneMatch(Character::isLetter);
        return finite
                ? Optional.of(new BigDecimal(scalar.canonical()))
                        .filter(n -> n.stripTrailingZeros().scale() <= 0)
                : Optional.empty();
    }

    private static final class Text implements ValueType<String> {
        @Override
        public Optional<String> read(SourceNode node, Cursor at) {
            if (node instanceof Scalar scalar) {
                return scalar.kind() == Kind.STRING
                        ? Optional.of(scalar.text())
                        : at.wrongType(this, node, hint(scalar, at));
            }
            return at.wrongType(this, node);
        }

        private static Optional<String> hint(Scalar scalar, Cursor at) {
            return Optional.of(at.secret() ? "put it in quotes" : "put it in quotes: \"" + scalar.text() + "\"");
        }

        @Override
        public Optional<String> ofNull() {
            return Optional.of("");
        }

        @Override
        public Object write(String value, Format format) {
            return value;
        }

        @Override
        public String noun() {
            return "a string";
        }
    }

    private static final class Whole implements ValueType<Integer> {
        @Override
        public Optional<Integer> read(SourceNode node, Cursor at) {
            Optional<BigDecimal> number = integral(node);
            if (number.isEmpty()) {
                return at.wrongType(this, node);
            }
            try {
                return Optional.of(number.get().intValueExact());
            } catch (ArithmeticException e) {
                at.binding().report("1.3", at.path(), "is far out of range", node.span(), Optional.empty());
                return Optional.empty();
            }
        }

        @Override
        public Object write(Integer value, Format format) {
            return value;
        }

        @Override
        public String noun() {
            return "an integer";
        }
    }

    private static final class Truth implements ValueType<Boolean> {
        @Override
        public Optional<Boolean> read(SourceNode node, Cursor at) {
            return node instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN
                    ? Optional.of(scalar.canonical().equals("true"))
                    : at.wrongType(this, node, Optional.of("write true or false, without quotes"));
        }

        @Override
        public Object write(Boolean value, Format format) {
            return value;
        }

        @Override
        public String noun() {
            return "a boolean";
        }
    }

    /** A string, or a whole number that becomes one. */
    private static final class Port implements ValueType<String> {
        @Override
        public Optional<String> read(SourceNode node, Cursor at) {
            if (node instanceof Scalar scalar && scalar.kind() == Kind.STRING) {
                return Optional.of(scalar.text());
            }
            Optional<String> number = integral(node).map(n -> n.toBigInteger().toString());
            return number.isPresent() ? number : at.wrongType(this, node);
        }

        @Override
        public Object write(String value, Format format) {
            return value;
        }

        @Override
        public String noun() {
            return "a string or an integer";
        }
    }
}
