package io.mandate.query.decision;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {
    @Bean
    ServletRegistrationBean<EvaluationServlet> evaluationServlet(
            SingleQuestions questions, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new ServletRegistrationBean<>(new EvaluationServlet(questions, problems), SingleQuestions.PATH);
    }
}
