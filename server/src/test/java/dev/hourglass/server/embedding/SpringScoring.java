package dev.hourglass.server.embedding;

import dev.hourglass.model.TableModel;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A model as a bean: loaded once, used by any number of threads.
@Configuration
public class SpringScoring {
    @Bean
    public TableModel orders(@Value("${orders.model}") Path file) {
        var model = TableModel.load(file);
        model.autoencoder().warmUp();
        return model;
    }
}
