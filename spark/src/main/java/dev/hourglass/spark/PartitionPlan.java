package dev.hourglass.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CreateStruct$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.DeserializeToObject;
import org.apache.spark.sql.catalyst.plans.logical.MapPartitions;
import org.apache.spark.sql.catalyst.plans.logical.SerializeFromObject;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/// `Dataset.mapPartitions` over rows in Spark's own form, from its own logical operators. Converting rows to [Row]s and back would box every
/// number and take longer than a small network; and columns that pass through keep their bits and their metadata.
final class PartitionPlan {
    private PartitionPlan() {}

    /// A data set with more columns.
    ///
    /// @param scorer of rows of the data set's columns to rows of these and the added ones
    static Dataset<Row> append(
            Dataset<?> data, List<StructField> added, Function1<Iterator<Object>, Iterator<Object>> scorer) {
        var classic = (org.apache.spark.sql.classic.Dataset<?>) data;
        var plan = classic.logicalPlan();
        var row = CreateStruct$.MODULE$.apply(widened(plan.output()));
        var read = new DeserializeToObject(row, attribute(row.dataType()), plan);
        var fields = new ArrayList<>(Arrays.asList(data.schema().fields()));
        fields.addAll(added);
        var type = new StructType(fields.toArray(StructField[]::new));
        var scored = new MapPartitions(scorer, attribute(type), read);
        var columns = new ArrayList<NamedExpression>();
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            var value = new GetStructField(new BoundReference(0, type, false), i, Option.apply(field.name()));
            columns.add(new Alias(value, field.name(), NamedExpression.newExprId(), none(),
                    Option.apply(field.metadata()), none()));
        }
        return org.apache.spark.sql.classic.Dataset.ofRows(
                classic.sparkSession(), new SerializeFromObject(seq(columns), scored));
    }

    private static AttributeReference attribute(DataType type) {
        return new AttributeReference("row", type, false, Metadata.empty(), NamedExpression.newExprId(), none());
    }

    /// The same sequence, of a wider type.
    private static Seq<Expression> widened(Seq<? extends Expression> expressions) {
        return seq(CollectionConverters.asJava(expressions));
    }

    private static <T> Seq<T> seq(List<? extends T> list) {
        return CollectionConverters.<T>asScala(new ArrayList<T>(list)).toSeq();
    }

    private static Seq<String> none() {
        return seq(List.of());
    }
}
