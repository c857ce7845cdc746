package io.github.bearergate.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What {@code web.xml} says of filters and servlets and the Servlet API does not tell: dispatcher types and asynchronous support.
 *
 * @param filters the names of the filters that are declared in it
 * @param asynchronous the names of the filters and servlets that support asynchronous requests
 * @param mappings the mappings of its filters
 */
record DeploymentDescriptor(Set<String> filters, Set<String> asynchronous, List<Mapping> mappings) {
    private static final DeploymentDescriptor NONE = new DeploymentDescriptor(Set.of(), Set.of(), List.of());

    /**
     * One {@code filter-mapping}.
     *
     * @param filter the filter's name
     * @param targets its URL patterns and servlet names, as they are written
     * @param dispatchers REQUEST where none is written (Jakarta Servlet 6.0 section 6.2.5)
     */
    record Mapping(String filter, List<String> targets, Set<DispatcherType> dispatchers) {
        boolean isOf(String filterName, boolean forRequests) {
            return filter.equals(filterName) && forRequests == dispatchers.contains(DispatcherType.REQUEST);
        }
    }

    /** Reads the descriptor; an application without one, or with one that cannot be read so, says nothing here. */
    static DeploymentDescriptor of(ServletContext context) {
        try (InputStream stream = context.getResourceAsStream("/WEB-INF/web.xml")) {
            return stream == null ? NONE : of(parser().parse(stream));
        } catch (IOException | SAXException | ParserConfigurationException | IllegalArgumentException e) {
            return NONE; // the container has read it, and says what is wrong with it
        }
    }

    private static DeploymentDescriptor of(Document document) {
        Set<String> filters = all(document, "filter")
                .map(filter -> text(filter, "filter-name"))
                .collect(Collectors.toSet());
        Set<String> asynchronous = Stream.of("filter", "servlet")
                .flatMap(kind -> all(document, kind)
                        .filter(element -> text(element, "async-supported").equals("true"))
                        .map(element -> text(element, kind + "-name")))
                .collect(Collectors.toSet());
        List<Mapping> mappings = all(document, "filter-mapping")
                .map(DeploymentDescriptor::mapping)
                .toList();
        return new DeploymentDescriptor(filters, asynchronous, mappings);
    }

    private static Mapping mapping(Element element) {
        List<String> targets = Stream.of("url-pattern", "servlet-name")
                .flatMap(kind -> texts(element, kind))
                .toList();
        Set<DispatcherType> dispatchers =
                texts(element, "dispatcher").map(DispatcherType::valueOf).collect(Collectors.toSet());
        return new Mapping(
                text(element, "filter-name"),
                targets,
                dispatchers.isEmpty() ? EnumSet.of(DispatcherType.REQUEST) : dispatchers);
    }

    /** The URL patterns and servlet names for which a filter is mapped, but not for the requests of clients. */
    Set<String> targetsOfOtherDispatches(String filter) {
        Set<String> targets = new HashSet<>();
        mappings.stream()
                .filter(mapping -> mapping.isOf(filter, false))
                .forEach(each -> targets.addAll(each.targets()));
        mappings.stream()
                .filter(mapping -> mapping.isOf(filter, true))
                .forEach(each -> targets.removeAll(each.targets()));
        return targets;
    }

    /** The dispatcher types that no mapping of a filter has; empty when the filter is not declared here. */
    Optional<Set<DispatcherType>> missing(String filter) {
        if (!filters.contains(filter)) {
            return Optional.empty();
        }
        Set<DispatcherType> missing = EnumSet.allOf(DispatcherType.class);
        mappings.stream()
                .filter(mapping -> mapping.filter().equals(filter))
                .forEach(mapping -> missing.removeAll(mapping.dispatchers()));
        return Optional.of(missing);
    }

    /** Elements anywhere in the document; the namespace has changed with every few versions. */
    private static Stream<Element> all(Document document, String name) {
        return elements(document.getElementsByTagNameNS("*", name));
    }

    private static Stream<String> texts(Element parent, String name) {
        return elements(parent.getElementsByTagNameNS("*", name))
                .map(element -> element.getTextContent().strip());
    }

    private static String text(Element parent, String name) {
        return texts(parent, name).findFirst().orElse("");
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
    }

    /** Reads nothing but the file itself. */
    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setExpandEntityReferences(false);
        for (String feature : Arrays.asList(
                XMLConstants.FEATURE_SECURE_PROCESSING, "http://apache.org/xml/features/disallow-doctype-decl")) {
            factory.setFeature(feature, true);
        }
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Silent());
        return builder;
    }

    /** The default one prints to the console. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
