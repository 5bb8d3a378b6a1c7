package io.mandate.query.decision;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerExceptionResolver;

@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {
    /// What it needs is made later: the web server asks for servlets before anything else has been checked, and a
    /// start that is refused meanwhile would be told by the web server as well.
    @Bean
    ServletRegistrationBean<EvaluationServlet> evaluationServlet(
            ObjectProvider<SingleQuestions> questions,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        return new ServletRegistrationBean<>(
                new EvaluationServlet(
                        SingletonSupplier.of(questions::getObject), SingletonSupplier.of(problems::getObject)),
                SingleQuestions.PATH);
    }
}
